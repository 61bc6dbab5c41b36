import { basename, dirname, join, normalize } from 'node:path';
import type { Location } from '../../model/finding.ts';
import { guessSdk, splitImage } from '../guess-sdk.ts';
import { interpolate } from '../interpolate.ts';
import { placer } from '../place.ts';
import { splitWords } from '../words.ts';
import {
  type EntryLines,
  emptyWorkload,
  type Quoting,
  type ScannedVariable,
  type Workload,
} from '../workload.ts';

/** An instruction with its continuation lines. */
interface Instruction {
  readonly keyword: string;
  /** Offsets of the whole, and of what stands behind the keyword. */
  readonly start: number;
  readonly end: number;
  readonly from: number;
}

const GOES_ON = /\\[ \t\r]*$|^[ \t]*#[^\n]*$/;

const instructionsOf = (text: string): readonly Instruction[] => {
  const found: Instruction[] = [];
  for (let at = 0; at < text.length; ) {
    const start = at;
    let stop = text.indexOf('\n', at);
    const [head, keyword = ''] = /^[ \t]*([A-Za-z]+)[ \t]+/.exec(text.slice(at, at + 200)) ?? [];
    // A line goes on behind a backslash; comments between are left out.
    for (let line = at; head !== undefined && stop >= 0 && GOES_ON.test(text.slice(line, stop)); ) {
      line = stop + 1;
      stop = text.indexOf('\n', line);
    }
    const end = stop < 0 ? text.length : stop + 1;
    if (head !== undefined)
      found.push({ keyword: keyword.toUpperCase(), start, end, from: start + head.length });
    at = end;
  }
  return found;
};

interface Assignment {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

const ASSIGNMENT = /(?<![\w.-])([A-Za-z_][\w.-]*)=((?:"(?:\\[\s\S]|[^"\\])*"|'[^']*'|\\[^\r\n]|[^\s"'\\])*)/g;

/** `NAME=value ...`, or the older `NAME value`. */
const assignmentsIn = (text: string, { from, end }: Instruction): readonly Assignment[] => {
  const body = text.slice(from, end);
  const [, name, gap = '', rest] = /^([A-Za-z_]\w*)([ \t]+)([^\n]*)/.exec(body) ?? [];
  if (name !== undefined && rest !== undefined) {
    const start = from + name.length + gap.length;
    const written = rest.trimEnd();
    return [{ name, start, end: start + written.length, written }];
  }
  return [...body.matchAll(ASSIGNMENT)].map((match) => {
    const start = from + match.index + (match[1]?.length ?? 0) + 1;
    return { name: match[1] ?? '', start, end: start + (match[2]?.length ?? 0), written: match[2] ?? '' };
  });
};

const quotingOf = (written: string): Quoting =>
  written.startsWith('"') ? 'double' : written.startsWith("'") ? 'single' : 'plain';

const unquoted = (written: string, older: boolean): string =>
  older && !/^["']/.test(written) ? written : (splitWords(written)[0] ?? '');

interface Stage {
  readonly name: string;
  readonly image: string;
  readonly at: number;
  readonly variables: Map<string, ScannedVariable>;
  readonly entrypoint: string[];
  readonly command: string[];
  /** Paths in the image to files of the directory that it is built from. */
  readonly mounts: Map<string, string>;
}

const wordsOf = (text: string, { from, end }: Instruction): readonly string[] => {
  const body = text
    .slice(from, end)
    .replace(/\\\r?\n/g, ' ')
    .trim();
  try {
    const list: unknown = body.startsWith('[') ? JSON.parse(body) : null;
    if (Array.isArray(list)) return list.map(String);
  } catch {
    // A list that is no JSON is run by a shell, as Docker does it.
  }
  return splitWords(body);
};

/** A Dockerfile as it is read: what is known so far. */
interface Reading {
  readonly path: string;
  readonly text: string;
  readonly place: (offset: number) => Location;
  readonly stages: Stage[];
  /** Directory that the image is built from. */
  readonly context: string;
  /** Arguments in front of the first stage, and of the present stage. */
  readonly globals: Map<string, string>;
  readonly args: Map<string, string>;
}

const bodyOf = ({ text }: Reading, { from, end }: Instruction): string => text.slice(from, end).trim();

const readFrom = (reading: Reading, instruction: Instruction): void => {
  const { stages, globals, args } = reading;
  const [reference = '', , name = ''] = splitWords(
    bodyOf(reading, instruction).replace(/(?<!\S)--\S+\s+/g, ''),
  );
  const image = interpolate(reference, (key) => globals.get(key)).value ?? reference;
  const lower = stages.find((other) => other.name !== '' && other.name === image);
  args.clear();
  stages.push({
    ...{ name, image: lower?.image ?? image, at: instruction.start },
    ...{ variables: new Map(lower?.variables), mounts: new Map(lower?.mounts) },
    ...{ entrypoint: [...(lower?.entrypoint ?? [])], command: [...(lower?.command ?? [])] },
  });
};

const readArg = (reading: Reading, instruction: Instruction): void => {
  const { stages, globals, args } = reading;
  const [, name, value] = /^(\w+)(?:=(.*))?$/s.exec(bodyOf(reading, instruction)) ?? [];
  const known = value === undefined ? globals.get(name ?? '') : unquoted(value, false);
  if (name !== undefined && known !== undefined) (stages.length === 0 ? globals : args).set(name, known);
};

const readEnv = (reading: Reading, instruction: Instruction, stage: Stage): void => {
  const all = assignmentsIn(reading.text, instruction);
  const entry: EntryLines = {
    ...{ start: instruction.start, end: instruction.end, indent: '' },
    ...{ form: 'dockerfile', alone: all.length === 1 },
  };
  for (const assignment of all)
    stage.variables.set(assignment.name, variableOf(reading, assignment, entry, stage));
};

const variableOf = (
  { path, text, place, args }: Reading,
  { name, start, end, written }: Assignment,
  entry: EntryLines,
  { variables }: Stage,
): ScannedVariable => {
  const older = text[start - 1] !== '=';
  const bare = unquoted(written, older);
  const lookup = (key: string): string | undefined => variables.get(key)?.value ?? args.get(key);
  const filled = quotingOf(written) === 'single' ? null : interpolate(bare, lookup);
  return {
    ...{ name, at: place(start), from: 'dockerfile' },
    value: filled === null ? bare : filled.value,
    slot: {
      ...{
        path,
        start,
        end,
        quoting: older ? 'plain' : quotingOf(written),
        dialect: 'dockerfile',
        front: '',
      },
      ...{ segments: filled?.segments ?? [], entry },
    },
  };
};

/** `COPY config.yaml /etc/otelcol/`: files of the directory that the image is built from. */
const readCopy = (reading: Reading, instruction: Instruction, { mounts }: Stage): void => {
  const words = wordsOf(reading.text, instruction);
  if (words.some((word) => word.startsWith('--from'))) return;
  const [to = '', ...sources] = words.filter((word) => !word.startsWith('--')).reverse();
  for (const source of sources) {
    const file = /\.\w+$/.test(source) && (to.endsWith('/') || sources.length > 1 || !/\.\w+$/.test(to));
    const inside = file ? join(to, basename(source)) : to;
    mounts.set(normalize(inside), normalize(join(reading.context, source)));
  }
};

const readInstruction = (reading: Reading, instruction: Instruction): void => {
  const { keyword } = instruction;
  const stage = reading.stages.at(-1);
  if (keyword === 'FROM') readFrom(reading, instruction);
  if (keyword === 'ARG') readArg(reading, instruction);
  if (stage === undefined) return;
  if (keyword === 'ENV') readEnv(reading, instruction, stage);
  // The last one counts, and a new entry point takes the words of an older one away.
  if (keyword === 'ENTRYPOINT') {
    stage.entrypoint.splice(0, Infinity, ...wordsOf(reading.text, instruction));
    stage.command.splice(0);
  }
  if (keyword === 'CMD') stage.command.splice(0, Infinity, ...wordsOf(reading.text, instruction));
  if (keyword === 'COPY' || keyword === 'ADD') readCopy(reading, instruction, stage);
};

/** How an image is built. */
interface Building {
  /** Directory whose files are copied; that of the Dockerfile unless given. */
  readonly context?: string;
  /** Stage that is built; the last unless given. */
  readonly target?: string | null;
}

/** Reads a Dockerfile: what the last stage sets, with the stages below it. */
export const readDockerfile = (
  path: string,
  text: string,
  { context = dirname(path), target = null }: Building = {},
): Workload | null => {
  const place = placer(path, text);
  const stages: Stage[] = [];
  const reading: Reading = { path, text, place, stages, context, globals: new Map(), args: new Map() };
  for (const instruction of instructionsOf(text)) readInstruction(reading, instruction);
  const last = stages.find(({ name }) => target !== null && name === target) ?? stages.at(-1);
  if (last === undefined) return null;
  const variables = [...last.variables.values()];
  const command = [...last.entrypoint, ...last.command];
  const options = variables.find(({ name }) => name === 'JAVA_TOOL_OPTIONS')?.value ?? '';
  return {
    ...emptyWorkload({
      id: path,
      label: `image of ${path}`,
      kind: 'dockerfile',
      group: path,
      name: path,
      at: place(last.at),
    }),
    ...{ image: { ...splitImage(last.image), at: place(last.at) }, variables, command },
    ...{ sdk: guessSdk(last.image, command, options), inContainer: true },
    mounts: Object.fromEntries(last.mounts),
    // Whoever runs the image sets more.
    complete: false,
  };
};
