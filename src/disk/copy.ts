import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a file that only this run needs into a directory of its own, which nobody else may look into: it may hold secrets. */
export const writeCopy = (name: string, text: string): { readonly path: string; cleanUp(): void } => {
  const directory = mkdtempSync(join(tmpdir(), 'otel-doctor-run-'));
  const path = join(directory, name);
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  return { path, cleanUp: () => rmSync(directory, { recursive: true, force: true }) };
};
