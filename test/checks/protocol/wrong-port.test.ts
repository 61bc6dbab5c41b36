import wrongPort from '../../../checks/protocol/wrong-port.ts';
import type { Attempt } from '../../../src/model/facts.ts';
import { sampleAttempt, sampleGrpcTarget, sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleTarget({
  endpoint: 'http://localhost:4319',
  url: 'http://localhost:4319/v1/traces',
  port: 4319,
});
const refused = sampleTcp('refused', 'ECONNREFUSED', 4319);
const found = (change: Partial<Attempt> = {}) => ({ attempts: [sampleAttempt({ kind: 'port', ...change })] });

checkTester(wrongPort)
  .fires(
    'when a sibling port takes what is sent',
    { target, tcp: refused, survey: found() },
    {
      says: 'an empty export to localhost:4318',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' },
    },
  )
  .fires(
    'for gRPC',
    {
      target: sampleGrpcTarget({ endpoint: 'http://localhost:14317', port: 14317 }),
      tcp: sampleTcp('refused', 'ECONNREFUSED', 14317),
      survey: found({ protocol: 'grpc', port: 4317 }),
    },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317' } },
  )
  .fires(
    'when packets to the port vanish',
    { target, tcp: sampleTcp('timeout', null, 4319), survey: found() },
    {
      says: '127.0.0.1 port 4319: timeout',
    },
  )
  .silent('when the sibling takes another protocol only', {
    target,
    tcp: refused,
    survey: found({ protocol: 'grpc', port: 4317 }),
  })
  .silent('when the sibling wants TLS', { target, tcp: refused, survey: found({ secure: true }) })
  .silent('when the sibling takes nothing', { target, tcp: refused, survey: found({ accepted: false }) })
  .silent('when it is another host', { target, tcp: refused, survey: found({ kind: 'host' }) })
  .silent('when the port is open', { target, tcp: sampleTcp('connected', null, 4319), survey: found() })
  .silent('when a proxy was called', {
    target: sampleTarget({ proxy: { host: 'proxy', port: 3128, variable: 'HTTP_PROXY' } }),
    tcp: refused,
    survey: found(),
  });
