import { SIGNALS } from '../../model/signal.ts';
import { FORMS } from '../../report/forms.ts';
import { SDKS } from '../../resolve/sdks/index.ts';
import type { Argument, CataloguedCommand } from '../shared/catalogue.ts';
import { FORMATS } from '../shared/parse.ts';

/** What may stand behind a flag: some words, a file, or anything. */
export type Completion = readonly string[] | 'file' | 'anything' | 'nothing';

const FILES = ['certificate', 'client-certificate', 'client-key', 'env-file', 'output', 'save', 'from'];

const WORDS: Readonly<Record<string, readonly string[]>> = {
  sdk: SDKS.map(({ name }) => name),
  protocol: ['grpc', 'http/protobuf', 'http/json'],
  'forward-protocol': ['grpc', 'http/protobuf'],
  signals: [...SIGNALS, 'all'],
  compression: ['gzip', 'none'],
  'fail-on': ['error', 'warning'],
  'fix-as': [...FORMS, 'code'],
  'exit-code': ['app', 'doctor'],
};

/** Words for the value of a flag of this command. */
export const valuesOf = (command: CataloguedCommand, { name, type, describe }: Argument): Completion => {
  if (type === 'boolean') return 'nothing';
  if (name === 'format') return describe.includes('junit') ? FORMATS : ['text', 'json'];
  if (name === 'sdk' && command.name === 'env') return [...(WORDS['sdk'] ?? []), 'all'];
  if (FILES.includes(name)) return 'file';
  return WORDS[name] ?? 'anything';
};

/** Words for what stands alone on the command line. */
export const positionalOf = (
  { name, positionals }: CataloguedCommand,
  commands: readonly string[],
  codes: readonly string[],
): Completion => {
  if (name === '') return commands;
  if (name === 'explain') return codes;
  if (name === 'completion') return ['bash', 'zsh', 'fish'];
  return positionals.length > 0 ? 'file' : 'nothing';
};

/** Flags as they are written. */
export const flagsOf = ({ flags }: CataloguedCommand): readonly string[] => [
  ...flags.map(({ name }) => `--${name}`),
  '--help',
];
