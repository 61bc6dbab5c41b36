import { VALUE_TYPES } from '../../src/findings/remedies/attributes.ts';
import { remedyFix } from '../../src/findings/remedies/remedy.ts';
import { messageEvidence, messagesAbout, sumOf, timesOf } from '../../src/findings/telemetry-reading.ts';
import type { LoggedMessage } from '../../src/model/application.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleMessage } from '../../src/samples/telemetry.ts';

const SHOWN = 5;

/** Python's SDK 1.45 sends the text of a value, where its class has one of its own, and nothing else. */
const isConverted = ({ text }: LoggedMessage): boolean => /__str__ method will be called/.test(text);

/** Classes of Python whose text says all that there is to say. */
const isPlain = ({ text }: LoggedMessage): boolean =>
  /<class '(uuid|decimal|datetime|pathlib|ipaddress|fractions)\./.test(text);

const whatOf = ({ captures: { key, type } }: LoggedMessage): string =>
  [key ? `the attribute ${key}` : 'an attribute', ...(type ? [`of type ${type}`] : [])].join(' ');

const listOf = (messages: readonly LoggedMessage[]): string => {
  const [first = '', ...others] = [...new Set(messages.map(whatOf))];
  return others.length === 0 ? first : `${first} and ${others.length} more`;
};

export default defineCheck({
  id: 'telemetry/attribute-type-invalid',
  title: 'An attribute has a value that cannot be sent',
  severity: 'error',
  rank: 9,
  why: `Attributes take texts, numbers, booleans and arrays of one of these. An SDK drops any other value, such as an object, and tells so at most in
its log. Python's SDK 1.45 takes a dict and sends other objects as their text if their class has one; earlier releases dropped both.

Set a field of the object, or turn it into text.`,
  advice: {
    title: 'Set a field, or a text',
    text: 'Attributes take texts, numbers, booleans and arrays of one of these.',
  },
  needs: ['messages'],
  uses: ['service', 'application'],
  example: { messages: { messages: [sampleMessage()], lines: 120 } },
  run: ({ messages, service, application }) => {
    const found = messagesAbout(messages, 'telemetry/attribute-type-invalid');
    const [first] = found;
    if (first === undefined) return undefined;
    const fate = found.every(isConverted) ? 'arrives as text or as nothing' : 'the SDK drops';
    const who = service?.label ?? application?.name ?? 'The application';
    return {
      summary: `${who} sets ${listOf(found)}, which ${fate}`,
      explanation: `The SDK says so in its log, ${timesOf(sumOf(found))}: ${first.meaning}.`,
      evidence: found.slice(0, SHOWN).map(messageEvidence),
      fixes: [remedyFix(VALUE_TYPES, service?.language ?? application?.language ?? null)],
      severity: found.every((message) => isConverted(message) && isPlain(message)) ? 'warning' : 'error',
    };
  },
});
