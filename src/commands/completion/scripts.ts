import { checkCodes } from '../../jobs/checks.ts';
import type { Command } from '../shared/command.ts';
import {
  type Completion,
  type CompletionMaterial,
  flagsOf,
  namesOf,
  positionalOf,
  valuesOf,
} from './words.ts';

/** A shell statement that sets what may follow. */
const offer = (completion: Completion): string => {
  if (completion === 'file') return 'files=1';
  return typeof completion === 'string' ? ':' : `offered='${completion.join(' ')}'`;
};

const valueCases = (material: CompletionMaterial): readonly string[] =>
  material.commands.flatMap(({ name: command, flags }) =>
    Object.entries(flags)
      .filter(([, { type }]) => type !== 'boolean')
      .map(([name, row]) => `    ${command}:--${name}) ${offer(valuesOf(row, material))} ;;`),
  );

const wordCases = (material: CompletionMaterial): readonly string[] =>
  material.commands.flatMap((command) => [
    `    ${command.name}:-*) offered='${flagsOf(command).join(' ')}' ;;`,
    `    ${command.name}:*) ${offer(positionalOf(command, material))} ;;`,
  ]);

/** Flags that take no value: what stands behind them is a word of its own. */
const lookup = (material: CompletionMaterial): readonly string[] => [
  '  case "$command:$previous" in',
  ...valueCases(material),
  '    *) case "$command:$current" in',
  ...wordCases(material).map((line) => `  ${line}`),
  '    esac ;;',
  '  esac',
];

const bash = (material: CompletionMaterial): readonly string[] => [
  '# Completion of otel-doctor for bash. Made by: otel-doctor completion bash',
  '_otel_doctor() {',
  `  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command='' offered='' files='' i`,
  '  COMPREPLY=()',
  '  for ((i = 1; i < COMP_CWORD; i++)); do',
  `    case "\${COMP_WORDS[i]}" in`,
  '      --) COMPREPLY=($(compgen -f -- "$current")); return ;;',
  `      ${namesOf(material).join('|')}) command=\${COMP_WORDS[i]}; break ;;`,
  '    esac',
  '  done',
  ...lookup(material),
  '  if [[ -n $files ]]; then COMPREPLY=($(compgen -f -- "$current"))',
  '  else COMPREPLY=($(compgen -W "$offered" -- "$current")); fi',
  '}',
  'complete -o filenames -o default -F _otel_doctor otel-doctor',
];

const zsh = (material: CompletionMaterial): readonly string[] => [
  '#compdef otel-doctor',
  '# Completion of otel-doctor for zsh. Made by: otel-doctor completion zsh',
  '_otel_doctor() {',
  `  local current=\${words[CURRENT]} previous=\${words[CURRENT-1]} command='' offered='' files='' i`,
  '  for ((i = 2; i < CURRENT; i++)); do',
  `    case "\${words[i]}" in`,
  '      --) _files; return ;;',
  `      ${namesOf(material).join('|')}) command=\${words[i]}; break ;;`,
  '    esac',
  '  done',
  ...lookup(material),
  `  if [[ -n $files ]]; then _files; else compadd -- \${=offered}; fi`,
  '}',
  'if [[ $funcstack[1] == _otel-doctor ]]; then _otel_doctor "$@"; else compdef _otel_doctor otel-doctor; fi',
];

const quoted = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

const fishValue = (completion: Completion): string => {
  if (completion === 'file') return ' -r -F';
  if (completion === 'nothing') return '';
  return completion === 'anything' ? ' -x' : ` -x -a ${quoted(completion.join(' '))}`;
};

const fish = (material: CompletionMaterial): readonly string[] => {
  const names = namesOf(material);
  const within = ({ name }: Command): string =>
    name === ''
      ? `not __fish_seen_subcommand_from ${names.join(' ')}`
      : `__fish_seen_subcommand_from ${name}`;
  const complete = (condition: string, rest: string): string =>
    `complete -c otel-doctor -n ${quoted(condition)} ${rest}`;
  return [
    '# Completion of otel-doctor for fish. Made by: otel-doctor completion fish',
    'complete -c otel-doctor -f',
    ...material.commands.flatMap((command) => [
      ...(command.name === ''
        ? []
        : [
            complete(
              `not __fish_seen_subcommand_from ${names.join(' ')}`,
              `-a ${command.name} -d ${quoted(command.describe)}`,
            ),
          ]),
      ...Object.entries(command.flags).map(([name, row]) =>
        complete(
          within(command),
          `-l ${name} -d ${quoted(row.describe)}${fishValue(valuesOf(row, material))}`,
        ),
      ),
      ...positional(command, material, (rest) => complete(within(command), rest)),
    ]),
  ];
};

const positional = (
  command: Command,
  material: CompletionMaterial,
  complete: (rest: string) => string,
): readonly string[] => {
  const words = command.name === '' ? 'nothing' : positionalOf(command, material);
  if (words === 'file') return [complete('-F')];
  return typeof words === 'string' || words.length === 0 ? [] : [complete(`-a ${quoted(words.join(' '))}`)];
};

const SCRIPTS = { bash, zsh, fish } as const;

/** The script of a shell, made from the rows of the commands. */
export const completionScript = async (
  shell: keyof typeof SCRIPTS,
  commands: readonly Command[],
): Promise<string> => `${SCRIPTS[shell]({ commands, codes: await checkCodes() }).join('\n')}\n`;
