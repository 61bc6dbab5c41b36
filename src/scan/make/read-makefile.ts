import { placer } from '../place.ts';
import type { ShellText } from '../shell/assignment.ts';
import { type PlacedText, shellRange } from '../shell/shell-text.ts';
import { shellWorkloads } from '../shell/shell-workloads.ts';
import { emptyWorkload, type ScannedVariable, type Workload } from '../workload.ts';

const EXPORT =
  /^[ ]{0,20}(?:[\w.%/ -]{1,200}:[ \t]{1,20})?(?:override[ \t]{1,20})?export[ \t]{1,20}([A-Za-z_]\w{0,200})[ \t]{0,20}[:?+]{0,2}=[ \t]{0,20}([^\n#]*)/gm;

/** `export NAME := "value"`, as just has it. */
const JUST_EXPORT =
  /^export[ \t]{1,20}([A-Za-z_]\w{0,200})[ \t]{0,20}:=[ \t]{0,20}(["'])([^"'\n]*)\2[ \t]*$/gm;

const justExportsOf = ({ path, text, place }: PlacedText): readonly ScannedVariable[] =>
  [...text.matchAll(JUST_EXPORT)].map((match) => {
    const [whole, name = '', quote = '"', value = ''] = match;
    const start = match.index + whole.lastIndexOf(`${quote}${value}${quote}`) + 1;
    return {
      ...{ name, value, at: place(start), from: 'inline' },
      slot: {
        ...{ path, start, end: start + value.length, quoting: 'verbatim', dialect: 'plain', front: '' },
        ...{ segments: [], entry: null },
      },
    };
  });

/** `export NAME = value`, as make hands it to every command. */
const exportsOf = ({ path, text, place }: PlacedText): readonly ScannedVariable[] => {
  const byName = new Map<string, ScannedVariable>();
  for (const match of text.matchAll(EXPORT)) {
    const [whole, name = '', rest = ''] = match;
    const written = rest.trimEnd();
    const start = match.index + whole.length - rest.length;
    const known = !written.includes('$') && !/["'\\]/.test(written) && !byName.has(name);
    byName.set(name, {
      ...{ name, value: known ? written : null, at: place(start), from: 'inline' },
      slot: known
        ? {
            ...{ path, start, end: start + written.length, quoting: 'plain', dialect: 'plain', front: '' },
            ...{ segments: [], entry: null },
          }
        : null,
    });
  }
  return [...byName.values()];
};

/** What begins a line of a recipe. */
const LEADS = { make: /^\t[ \t]{0,200}[@+-]{0,3}/, just: /^[ \t]{1,200}[@-]{0,2}/ } as const;

/** The commands of a recipe: lines behind a tab or blanks, with what a backslash continues; each is run by a shell of its own. */
const commandsOf = (file: PlacedText, lead: RegExp): readonly ShellText[] => {
  const found: ShellText[] = [];
  const { text } = file;
  for (let at = 0; at < text.length; ) {
    let stop = text.indexOf('\n', at);
    const from = at;
    while (stop > 0 && text[stop - 1] === '\\') stop = text.indexOf('\n', stop + 1);
    at = stop < 0 ? text.length : stop + 1;
    const before = lead.exec(text.slice(from, at))?.[0].length;
    if (before === undefined || !text.slice(from, at).includes('OTEL_')) continue;
    found.push(shellRange(file, from + before, at, false));
  }
  return found;
};

const ours = ({ name }: ScannedVariable): boolean => name.startsWith('OTEL_');

/** Reads a Makefile or a Justfile: what it exports, and the settings in front of the commands of its recipes. */
export const readMakefile = (
  path: string,
  text: string,
  dialect: keyof typeof LEADS = 'make',
): readonly Workload[] => {
  const file = { path, text, place: placer(path, text) };
  const base = dialect === 'make' ? exportsOf(file) : justExportsOf(file);
  const name = dialect === 'make' ? 'Makefile' : 'Justfile';
  const owner = { path, label: `${name} ${path}`, base, inContainer: false, kind: 'process' } as const;
  const runs = commandsOf(file, LEADS[dialect]).flatMap((source) => shellWorkloads([source], owner));
  const first = base.find(ours);
  if (first === undefined) return runs;
  const whole = emptyWorkload({
    ...{ id: path, label: owner.label, kind: 'process', group: path, name: path, at: first.at },
  });
  return [{ ...whole, variables: base, complete: false }, ...runs];
};
