import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name of the package that a bundled file belongs to; null for our own. */
const packageOf = (input: string): string | null => {
  const inner = input.split('node_modules/').at(-1);
  if (inner === undefined || inner === input) return null;
  const [first = '', second = ''] = inner.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return input.slice(0, input.length - inner.length) + name;
};

const licenceText = (directory: string): string => {
  const file = readdirSync(directory).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file === undefined
    ? '(no licence file in the package)'
    : readFileSync(join(directory, file), 'utf8').trim();
};

/** Licences of everything that is in the bundle, as one text. */
export const bundledLicences = (root: string, inputs: readonly string[]): string => {
  const packages = [...new Set(inputs.map(packageOf))].filter((name) => name !== null).sort();
  const seen = new Set<string>();
  const parts = packages.flatMap((path) => {
    const directory = join(root, path);
    if (!existsSync(join(directory, 'package.json'))) return [];
    const manifest: { name: string; version: string; license?: string } = JSON.parse(
      readFileSync(join(directory, 'package.json'), 'utf8'),
    );
    const key = `${manifest.name} ${manifest.version}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [`${key} (${manifest.license ?? 'unknown licence'})\n\n${licenceText(directory)}\n`];
  });
  return parts.join(`\n${'-'.repeat(78)}\n\n`);
};
