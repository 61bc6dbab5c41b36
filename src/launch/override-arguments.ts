const SIGNAL = '(?:(?:traces|metrics|logs|profiles)SEP)?';

/** Settings that decide where the exporter sends to, and whether it encrypts. */
const DECIDES = `${SIGNAL}(?:endpoint|insecure|ssl_enable|certificate(?:_string)?|clientSEP(?:key|certificate)(?:_string)?)`;

const pattern = (prefix: string, separator: string): string =>
  `${prefix}${DECIDES.replaceAll('SEP', separator)}`;

/** A value up to the end of its word; a part of it may be in quotes. */
const VALUE = `(?:"[^"]*"|'[^']*'|[^\\s"';&|]+)*`;

const VARIABLE = pattern('otel_exporter_otlp_', '_').toUpperCase();

const PROPERTY = pattern('-Dotel\\.exporter\\.otlp\\.', '\\.');

const OPTION = pattern('--exporter_otlp_', '_');

const DESTINATION = new RegExp(`^${VARIABLE}$`);

/** Whether a variable decides where the exporter sends to, and how safely; no other is touched. */
export const isDestination = (name: string): boolean => DESTINATION.test(name);

/** System properties of a JVM, which win over variables; the whole word may be in quotes. */
const PROPERTIES = new RegExp(`(^|\\s)(?:"${PROPERTY}=[^"]*"|'${PROPERTY}=[^']*'|${PROPERTY}=${VALUE})`, 'g');

/** Assignments in a text for a shell: in front of a command, alone, or exported. */
const ASSIGNMENTS = new RegExp(`(^|[\\s;&|(])${VARIABLE}=${VALUE}`, 'g');

/** Options of `opentelemetry-instrument`, which win over variables, too. */
const OPTIONS = new RegExp(`(^|\\s)${OPTION}(?:=|\\s+)${VALUE}`, 'g');

/** A text of options of a JVM without the properties that decide about the destination. */
export const withoutProperties = (text: string): string => text.replace(PROPERTIES, '$1').trim();

/**
 * An argument that is a whole command line: `sh -c TEXT`. An assignment stays one, since a shell refuses to find
 * nothing between two semicolons.
 */
const cleanText = (text: string, endpoint: string): string =>
  text
    .replace(PROPERTIES, '$1')
    .replace(OPTIONS, '$1')
    .replace(ASSIGNMENTS, (_, before: string) => `${before}OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}`);

const ALONE = new RegExp(`^(?:${PROPERTY}=[\\s\\S]*|${VARIABLE}=[\\s\\S]*|${OPTION}=[\\s\\S]*)$`);

const OPTION_ALONE = new RegExp(`^${OPTION}$`);

/** A command line without what would win over the variables: properties, options, and variables set on the way. */
export const overrideArguments = (argv: readonly string[], endpoint: string): readonly string[] =>
  argv.flatMap((argument, index) => {
    if (index === 0) return [argument];
    if (OPTION_ALONE.test(argument) || OPTION_ALONE.test(argv[index - 1] ?? '')) return [];
    if (ALONE.test(argument)) return [];
    return [/\s/.test(argument) ? cleanText(argument, endpoint) : argument];
  });
