import { forwardMeaning } from '../../src/findings/remedies/forward.ts';
import { countOf, timesOf } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { healthyTelemetry } from '../../src/samples/telemetry.ts';

const SHOWN = 4;

export default defineCheck({
  id: 'telemetry/forward-failed',
  title: 'The destination does not take what is passed on',
  severity: 'warning',
  why: `\`listen --forward\` and \`run\` pass everything on to the original destination. What the application sends arrives here; it is the way from here to
the destination that fails. The application does not see this: it was answered with success.

Look at the way with \`otel-doctor\` and the address of the destination.`,
  needs: ['forward'],
  example: {
    forward: {
      ...healthyTelemetry().forward,
      url: 'https://otlp.example.com',
      delivered: 0,
      failed: 3,
      failures: [{ answer: 'HTTP 401', message: 'missing api key', count: 3 }],
    },
  },
  run: ({ forward: { url, signals, delivered, failed, dropped, failures } }) => {
    if (failed === 0 && dropped === 0) return undefined;
    const listed = [...failures].sort((one, other) => other.count - one.count).slice(0, SHOWN);
    const [first] = listed;
    const meaning = forwardMeaning(first?.answer ?? '');
    const answered =
      first === undefined
        ? 'Requests came faster than the destination took them.'
        : `The destination answers ${first.answer}: ${meaning.means}.`;
    return {
      summary:
        failed === 0
          ? `${countOf(dropped, 'request')} ${dropped === 1 ? 'was' : 'were'} not passed on to ${url}: too many were waiting`
          : `${url} did not take ${countOf(failed, 'request')} of ${failed + delivered} that ${failed + delivered === 1 ? 'was' : 'were'} passed on`,
      explanation: `What the application sends arrives here. ${answered}`,
      evidence: [
        { label: 'destination', value: url },
        { label: 'signals', value: signals.join(', ') || '(none)' },
        {
          label: 'passed on',
          value: `${delivered} taken, ${failed} failed, ${dropped} dropped because too many were waiting`,
        },
        ...listed.map(({ answer, message, count }) => ({
          label: answer,
          value: `${timesOf(count)}${message === '' ? '' : `: ${message}`}`,
        })),
      ],
      fixes: [
        { title: 'Look at the way to the destination', command: ['otel-doctor', url] },
        ...(first === undefined ? [] : [{ title: 'What the answer asks for', text: meaning.advice }]),
      ],
    };
  },
});
