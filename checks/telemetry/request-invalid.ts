import { type ExplainedRefusal, explainRefusals } from '../../src/findings/remedies/refusals.ts';
import { countOf, sumOf, timesOf } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleReceived, sampleRefusals } from '../../src/samples/telemetry.ts';

const SHOWN = 6;

const FIXES = 3;

const rowOf = ({ group, means }: ExplainedRefusal) => {
  const request = [group.method, group.path].filter((part) => part !== null).join(' ');
  const peers = group.peers.filter((peer) => peer !== '');
  return {
    label: group.kind,
    value: [
      `${timesOf(group.count)}${request === '' ? '' : ` ${request}`}`,
      ...(group.userAgent === null || group.userAgent === '' ? [] : [`by ${group.userAgent}`]),
      ...(peers.length === 0 ? [] : [`from ${peers.join(', ')}`]),
      ...(request === '' || group.malformed !== null ? [means] : []),
    ].join(', '),
  };
};

export default defineCheck({
  id: 'telemetry/request-invalid',
  title: 'Requests came that a receiver has to refuse',
  severity: 'error',
  rank: 1,
  between: true,
  why: `Something reached this receiver that is no valid OTLP export: a wrong path, content type or protocol for the port, an encrypted connection to
a plaintext port, a body that cannot be decoded. Any other receiver would refuse it too, and what was in it is lost.

What a browser, a health check or a port scan sends is listed, and is no fault.`,
  advice: {
    title: 'Send OTLP to the port of its protocol',
    text: 'gRPC to 4317, HTTP to 4318 with /v1/traces, and http:// where the receiver has no TLS.',
  },
  needs: ['received'],
  example: { received: sampleReceived({ refusals: [sampleRefusals()] }) },
  run: ({ received }) => {
    const explained = explainRefusals(received);
    const [first] = explained;
    if (first === undefined) return undefined;
    const alike = explained.filter(({ severity }) => severity === first.severity);
    const many = sumOf(alike.map(({ group }) => group));
    const others =
      alike.length === 1
        ? ''
        : ` The others: ${alike
            .slice(1, FIXES)
            .map(({ means }) => means)
            .join('; ')}.`;
    return {
      summary:
        first.severity === 'info'
          ? `${countOf(many, 'request')} without telemetry: ${first.means}`
          : `${countOf(many, 'request')} had to be refused: ${first.means}`,
      explanation: `${first.because}${others}${received.spans + received.metricPoints + received.logRecords > 0 ? ' Other requests were accepted.' : ''}`,
      evidence: [
        {
          label: 'accepted',
          value: `${countOf(received.requests, 'request')} with ${countOf(received.spans, 'span')}`,
        },
        ...explained.slice(0, SHOWN).map(rowOf),
        ...(explained.length > SHOWN ? [{ label: 'more', value: String(explained.length - SHOWN) }] : []),
      ],
      fixes: [...new Map(alike.map(({ fix }) => [fix.title, fix])).values()].slice(0, FIXES),
      severity: first.severity,
    };
  },
});
