import { fixesFor } from '../../src/findings/change.ts';
import { portSight } from '../../src/findings/links/ports.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, isConnected, isHttp, place } from '../../src/model/reading.ts';
import { sampleAttempt, sampleTarget, sampleTcp } from '../../src/samples/facts.ts';
import { sampleSent } from '../../src/samples/sent.ts';

export default defineCheck({
  id: 'protocol/wrong-port',
  title: 'The receiver listens on another port',
  severity: 'error',
  why: `Nothing answers on the port in the endpoint, and on a sibling port of the same host a receiver takes exactly what this exporter
sends. The port is mistyped, was changed, or the default of another protocol is used.

Use the port on which the receiver listens.`,
  advice: { title: 'Give the port of OTLP', text: '4317 for gRPC, 4318 for HTTP.' },
  needs: ['target', 'tcp', 'survey'],
  explains: ['network/connection-refused', 'network/connect-timeout', 'network/unreachable'],
  example: {
    target: sampleTarget({
      endpoint: 'http://localhost:4319',
      port: 4319,
      url: 'http://localhost:4319/v1/traces',
    }),
    tcp: sampleTcp('refused', 'ECONNREFUSED', 4319),
    survey: { attempts: [sampleAttempt({ kind: 'port' })] },
  },
  also: [portSight('other-port', sampleSent({ port: 4319 }))],
  run: ({ target, tcp, survey }) => {
    if (target.proxy !== null || isConnected(tcp)) return undefined;
    const sameKind = survey.attempts.filter(
      (tried) =>
        tried.kind === 'port' &&
        tried.accepted &&
        tried.secure === target.secure &&
        (tried.protocol !== 'grpc') === isHttp(target),
    );
    const [first] = sameKind;
    if (first === undefined) return undefined;
    return {
      summary: `Nothing answers on port ${target.port}; a receiver listens on port ${first.port}`,
      explanation: `Nothing answers at ${place(target)}, and port ${first.port} of the same host accepts this protocol.`,
      evidence: [
        endpointEvidence(target),
        ...tcp.tries.map(({ address, port, code, outcome }) => ({
          label: 'connection',
          value: `${address} port ${port}: ${code ?? outcome}`,
        })),
        { label: 'accepted', value: `an empty export to ${place(first)}` },
      ],
      fixes: fixesFor(target, sameKind),
    };
  },
});
