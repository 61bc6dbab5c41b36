import { defineSettingCheck } from '../../src/findings/setting-check.ts';
import { isConnected } from '../../src/model/reading.ts';
import type { SettingProblem } from '../../src/model/target.ts';

/** Without the variable that was meant the export goes elsewhere, otherwise, or without credentials. */
const decidesTheWay = ({ rename }: SettingProblem): boolean =>
  rename === undefined ||
  /_(ENDPOINT|PROTOCOL|INSECURE|CERTIFICATE|KEY|HEADERS|TIMEOUT|COMPRESSION)$/.test(rename);

export default defineSettingCheck({
  id: 'config/variable-misspelled',
  title: 'A variable is misspelt',
  otherwise: 'warning',
  why: `A variable looks like one of OpenTelemetry's and is none: a letter too many, a word missing (\`OTEL_EXPORTER_ENDPOINT\`), small letters. SDKs read it as little as they complain of it. In files, names with \`OTLP_\` in front are seen, too.

Rename it: the doctor sends with the variable that was meant, and tells whether that arrives.`,
  reasons: {
    'edit-distance': ' is no variable of OpenTelemetry, though it looks like one',
    'swapped-words': ' has its words in another order than the real variable',
    'wrong-case': ' is not in capital letters',
    'former-name': ' is a former name that is no longer read',
    'own-prefix': ' is no variable of OpenTelemetry; a program may have it as its own',
    'over-other-file':
      ' is read by nobody, and what another file sets under the right name stays as it is there',
    'beside-the-real-one':
      ' is read by nobody: the variable of the right name is set, too, to something else',
  },
  causes: (_, problem) => decidesTheWay(problem),
  breaks: (_, problem, tcp) => tcp !== undefined && !isConnected(tcp) && decidesTheWay(problem),
  explains: ['network/connection-refused', 'auth/missing'],
  mild: ['beside-the-real-one', 'own-prefix'],
  unset: true,
  fix: 'Rename the variable',
  advice: 'Rename it to the variable that was meant.',
  inGeneral: {
    title: 'Use the name that SDKs read',
    text: 'The endpoint is OTEL_EXPORTER_OTLP_ENDPOINT, the headers are OTEL_EXPORTER_OTLP_HEADERS.',
  },
  example: {
    variable: 'OTEL_EXPORTER_OTLP_ENDPIONT',
    shown: 'http://collector:4318',
    effect: 'ignored',
    detail: 'edit-distance',
    repaired: 'http://collector:4318',
    rename: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  },
});
