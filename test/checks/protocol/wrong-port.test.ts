import wrongPort from '../../../checks/protocol/wrong-port.ts';
import type { Attempt } from '../../../src/model/facts.ts';
import { sampleCollector, sampleReceiver } from '../../../src/samples/collector.ts';
import { sampleEnd, sampleWorkload } from '../../../src/samples/deployment.ts';
import { sampleAttempt, sampleGrpcTarget, sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { sampleSent } from '../../../src/samples/sent.ts';
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

const place = { path: 'compose.yaml', line: 12, column: 9 };
const published = [{ host: 14317, container: 4317, at: place, address: null }];
const service = {
  ...{ name: 'collector', namespace: 'shop', selector: { app: 'collector' }, external: null, at: place },
  ports: [
    { name: 'otlp-http', port: 80, target: 4318, appProtocol: null, at: place },
    { name: 'otlp-grpc', port: 14317, target: 4317, appProtocol: null, at: place },
  ],
};

checkTester(wrongPort, 1)
  .fires('a port on which the Collector has nothing', sampleSent({ port: 4319 }), {
    says: 'Nothing of compose service collector listens on port 4319',
    severity: 'error',
    fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317' },
  })
  .fires(
    'a published port that leads to nothing',
    sampleSent({
      ...{ host: 'localhost', port: 14000, containerPort: 4000, via: 'published-port' },
      published,
    }),
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:14317' } },
  )
  .fires(
    'a port that the Service does not have',
    sampleSent({ via: 'kubernetes-service', containerPort: null, service }),
    {
      says: 'The Service collector has no port 4317',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:14317' },
    },
  )
  .silent('the number of the host, which is a fault of its own', sampleSent({ port: 14317, published }))
  .silent('where the protocol has no port at all', {
    ...sampleSent({
      port: 4319,
      to: sampleEnd({
        collector: sampleCollector({ components: [sampleReceiver({ http: { endpoint: '0.0.0.0:4318' } })] }),
      }),
    }),
    workload: sampleWorkload(),
  })
  .silent(
    'where the ports of the Collector are not known',
    sampleSent({ port: 4319, to: sampleEnd({ collector: null }) }),
  )
  .silent('where the port of the container is not known', sampleSent({ port: 4319, containerPort: null }));
