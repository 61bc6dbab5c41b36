import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A program that is not ours and that a suite runs against. `.ci/parts` installs them all. */
export type Part =
  | 'otelcol'
  | 'nginx'
  | 'tinyproxy'
  | 'python'
  | 'go-sdk'
  | 'java-sdk'
  | 'rust-sdk'
  | 'python-apps'
  | 'js-apps'
  | 'go-apps'
  | 'openssl'
  | 'tmux'
  | 'xmllint'
  | 'chromium'
  | 'cmark-gfm'
  | 'zsh'
  | 'fish'
  | 'groff'
  | 'ip';

/** Where `.ci/parts` keeps what it builds: outside of the checkout. */
export const cacheDirectory = process.env.OTEL_DOCTOR_CACHE ?? join(homedir(), '.cache', 'otel-doctor');

const finders: Record<Part, () => string | undefined> = {
  otelcol: () => existing(join(cacheDirectory, 'otelcol', 'otelcol')),
  python: () => existing(join(cacheDirectory, 'python', 'bin', 'python')),
  'go-sdk': () => existing(join(cacheDirectory, 'go-sdk', 'sender')),
  'java-sdk': () =>
    onPath('java') ? existing(join(cacheDirectory, 'java-sdk', 'lib', 'sender.jar')) : undefined,
  'rust-sdk': () => existing(join(cacheDirectory, 'rust-sdk', 'sender')),
  'python-apps': () => existing(join(cacheDirectory, 'python-apps', 'bin', 'python')),
  'js-apps': () => existing(join(cacheDirectory, 'js-apps', 'node_modules')),
  'go-apps': () => existing(join(cacheDirectory, 'go-apps', 'apps')),
  nginx: () => onPath('nginx'),
  tinyproxy: () => onPath('tinyproxy'),
  openssl: () => onPath('openssl'),
  tmux: () => onPath('tmux'),
  xmllint: () => onPath('xmllint'),
  chromium: () => onPath('chromium'),
  'cmark-gfm': () => onPath('cmark-gfm'),
  zsh: () => onPath('zsh'),
  fish: () => onPath('fish'),
  groff: () => onPath('groff'),
  ip: () => (process.getuid?.() === 0 ? onPath('ip') : undefined),
};

/** The path of a part's program; of `ip` only where it may make network namespaces, that is as root. */
export function findPart(part: Part): string | undefined {
  return finders[part]();
}

/** Like `findPart`, for code that cannot go on without the part. */
export function requirePart(part: Part): string {
  const path = findPart(part);
  if (path === undefined) throw new Error(`${part} is missing: run .ci/parts`);
  return path;
}

function onPath(program: string): string | undefined {
  const directories = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return directories.map((directory) => join(directory, program)).find((path) => existsSync(path));
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
