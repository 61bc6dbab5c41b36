import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that is in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  readonly licenceText: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** Directory of the package that a bundled file belongs to; null for our own. */
const packageOf = (input: string): string | null => {
  const inner = input.split('node_modules/').at(-1);
  if (inner === undefined || inner === input) return null;
  const [first = '', second = ''] = inner.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return input.slice(0, input.length - inner.length) + name;
};

/** https://spdx.org/licenses/MIT.html */
const mit = (holder: string): string => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Text of the licence of a package; one that forgot its file names licence and author in its manifest. */
const licenceText = (directory: string, { name, license, author }: Manifest): string => {
  const files = readdirSync(directory).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(directory, file), 'utf8').trim());
  if (texts.length > 0) return texts.join('\n\n');
  const holder = typeof author === 'string' ? author : author?.name;
  if (license === 'MIT' && holder !== undefined) return mit(holder);
  throw new Error(`the package ${name} is bundled and has no text of its licence`);
};

/** Every package of which something is in the bundle, once, by name and version. */
export const bundledPackages = (root: string, inputs: readonly string[]): readonly BundledPackage[] => {
  const found = new Map<string, BundledPackage>();
  for (const path of new Set(inputs.map(packageOf).filter((one) => one !== null))) {
    const directory = join(root, path);
    if (!existsSync(join(directory, 'package.json'))) continue;
    const manifest: Manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    const { name, version, license = 'NOASSERTION' } = manifest;
    found.set(`${name} ${version}`, {
      ...{ name, version, licence: license },
      licenceText: licenceText(directory, manifest),
    });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
};

/** Licences of everything that is in the bundle, as one text. */
export const licencesOf = (packages: readonly BundledPackage[]): string =>
  packages
    .map(({ name, version, licence, licenceText: text }) => `${name} ${version} (${licence})\n\n${text}\n`)
    .join(`\n${'-'.repeat(78)}\n\n`);

/** What is in the bundle, for who looks for a vulnerable version: https://cyclonedx.org/docs/1.5/json/ */
export const billOf = (
  packages: readonly BundledPackage[],
  own: { readonly name: string; readonly version: string; readonly license: string },
): string => {
  const component = (type: string, name: string, version: string, licence: string) => {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return { type, name, version, purl, 'bom-ref': purl, licenses: [{ expression: licence }] };
  };
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: component('application', own.name, own.version, own.license) },
    components: packages.map(({ name, version, licence }) => component('library', name, version, licence)),
  };
  return `${JSON.stringify(bill, null, 1)}\n`;
};
