import type { EnvironmentChange } from '../model/finding.ts';

/** A place where environment variables are set, each with a way of writing of its own. */
export const FORMS = ['shell', 'powershell', 'env-file', 'docker', 'compose', 'kubernetes'] as const;

export type Form = (typeof FORMS)[number];

type Entry = readonly [name: string, value: string | null];

/** A value as one word of a POSIX shell. */
export const shellWord = (value: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(value) ? value : `'${value.replace(/'/g, `'\\''`)}'`;

/** A double-quoted YAML scalar: JSON's escapes are a part of YAML's. */
const yamlString = (value: string): string => JSON.stringify(value);

/** Compose fills in `$NAME`, Kubernetes `$(NAME)`; a doubled `$` stays one. */
const composeLiteral = (value: string): string => value.replaceAll('$', '$$$$');
const podLiteral = (value: string): string => value.replaceAll('$(', '$$$$(');

const set = (entries: readonly Entry[]): readonly (readonly [string, string])[] =>
  entries.filter((entry): entry is readonly [string, string] => entry[1] !== null);

const removed = (entries: readonly Entry[], mark: string): readonly string[] =>
  entries.filter(([, value]) => value === null).map(([name]) => `${mark} remove ${name}`);

const WRITERS: Readonly<Record<Form, (entries: readonly Entry[]) => readonly string[]>> = {
  shell: (entries) =>
    entries.map(([name, value]) => (value === null ? `unset ${name}` : `export ${name}=${shellWord(value)}`)),
  powershell: (entries) =>
    entries.map(([name, value]) =>
      value === null ? `Remove-Item Env:${name}` : `$env:${name} = '${value.replace(/'/g, "''")}'`,
    ),
  'env-file': (entries) =>
    entries.map(([name, value]) => (value === null ? `# remove ${name}` : `${name}=${value}`)),
  docker: (entries) => [
    ...set(entries).map(([name, value]) => `docker run -e ${name}=${shellWord(value)} ...`),
    ...removed(entries, '#'),
  ],
  compose: (entries) => [
    'environment:',
    ...set(entries).map(([name, value]) => `  ${name}: ${yamlString(composeLiteral(value))}`),
    ...removed(entries, '  #'),
  ],
  kubernetes: (entries) => [
    'env:',
    ...set(entries).flatMap(([name, value]) => [
      `  - name: ${name}`,
      `    value: ${yamlString(podLiteral(value))}`,
    ]),
    ...removed(entries, '  #'),
  ],
};

/** An environment change as lines to paste into the given place. */
export const changeAs = (form: Form, change: EnvironmentChange): readonly string[] =>
  WRITERS[form](Object.entries(change));

/** The place where a change most likely belongs, by where the process runs. */
export const formFor = (runsIn: { readonly platform: string; readonly container: string | null }): Form => {
  if (runsIn.container === 'kubernetes') return 'kubernetes';
  if (runsIn.container === 'docker' || runsIn.container === 'podman') return 'compose';
  return runsIn.platform === 'win32' ? 'powershell' : 'shell';
};
