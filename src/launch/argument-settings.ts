import { basename } from 'node:path';
import type { Property } from '../model/process.ts';
import { OPTION_VARIABLES, propertiesOf, splitOptions } from '../processes/java.ts';
import type { SeenCommand } from './command-line.ts';

/** `opentelemetry-instrument --service_name shop`: every variable of the SDK is an option, without `OTEL_`. */
const instrumentOptions = (words: readonly string[]): readonly Property[] => {
  const [word = '', value = '', ...rest] = words;
  if (!word.startsWith('--')) return [];
  const [written = '', ...joined] = word.split('=');
  const variable = `OTEL_${written.slice(2).toUpperCase().replace(/-/g, '_')}`;
  return joined.length > 0
    ? [{ variable, written, value: joined.join('=') }, ...instrumentOptions(words.slice(1))]
    : [{ variable, written, value }, ...instrumentOptions(rest)];
};

/** Settings that stand on a command line and win over variables: properties of a JVM, options of Python's launcher. */
export const argumentSettings = ({ layers, environment }: SeenCommand): readonly Property[] => {
  const options = OPTION_VARIABLES.flatMap((variable) => splitOptions(environment[variable] ?? ''));
  const java = propertiesOf([...options, ...(layers.at(-1)?.argv ?? [])]);
  const python = layers
    .filter(({ argv }) => basename(argv[0] ?? '') === 'opentelemetry-instrument')
    .flatMap(({ argv }) => instrumentOptions(argv.slice(1)));
  return [...java, ...python];
};
