import connectionRefused from '../../../checks/network/connection-refused.ts';
import type { ConnectTry, TcpFact } from '../../../src/model/facts.ts';
import type { Listener } from '../../../src/model/process.ts';
import { sampleCollector, sampleReceiver } from '../../../src/samples/collector.ts';
import { sampleEnd, sampleWorkload } from '../../../src/samples/deployment.ts';
import { sampleAttempt, sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { sampleSent } from '../../../src/samples/sent.ts';
import { checkTester } from '../../kit/check-tester.ts';

const both = (four: ConnectTry['outcome'], six: ConnectTry['outcome']): TcpFact => ({
  tries: [
    { address: '127.0.0.1', family: 4, port: 4318, outcome: four, code: 'EFOUR', ms: 1 },
    { address: '::1', family: 6, port: 4318, outcome: six, code: 'ESIX', ms: 1 },
  ],
});

const listener = (change: Partial<Listener>): Listener => ({
  port: 4318,
  address: '127.0.0.1',
  scope: 'loopback',
  network: 'own',
  pid: 12,
  name: 'otelcol',
  ...change,
});

const none = { attempts: [] };

checkTester(connectionRefused)
  .fires(
    'when every address refuses',
    { tcp: both('refused', 'refused'), survey: none },
    { says: '::1 port 4318: ESIX', fix: 'Start the Collector' },
  )
  .fires(
    'when one family refuses and the other one has no route',
    { tcp: both('refused', 'unreachable'), survey: undefined },
    { says: 'Nothing listens on localhost:4318' },
  )
  .fires(
    'offers the receiver on another port',
    {
      tcp: sampleTcp('refused', 'ECONNREFUSED'),
      survey: { attempts: [sampleAttempt({ kind: 'port', port: 14318 })] },
    },
    {
      says: 'while a receiver answers on another port',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:14318' },
      fixes: 1,
    },
  )
  .fires(
    'offers what differs least first',
    {
      tcp: sampleTcp('refused', 'ECONNREFUSED'),
      survey: {
        attempts: [
          sampleAttempt({ kind: 'port', port: 4317, protocol: 'grpc' }),
          sampleAttempt({ kind: 'port', port: 14318 }),
          sampleAttempt({ kind: 'port', port: 5000, accepted: false }),
        ],
      },
    },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:14318' }, fixes: 2 },
  )
  .fires(
    'writes an IPv6 address in brackets',
    { target: sampleTarget({ host: '::1' }), tcp: sampleTcp('refused', 'ECONNREFUSED'), survey: none },
    { says: 'Nothing listens on [::1]:4318' },
  )
  .fires(
    'names who holds the other port',
    {
      tcp: sampleTcp('refused', 'ECONNREFUSED'),
      processes: {
        listeners: [
          listener({ port: 4317 }),
          listener({ port: 4317, address: '::1' }),
          listener({ port: 4317, address: '::', scope: 'all', pid: null, name: null }),
        ],
      },
    },
    {
      says: 'port 4317: held by otelcol (pid 12) on 127.0.0.1 and ::1\nport 4317: held by a process that may',
    },
  )
  .fires(
    'says that the port is held on another address',
    {
      tcp: sampleTcp('refused', 'ECONNREFUSED'),
      processes: { listeners: [listener({ address: '192.168.1.4', scope: 'address' })] },
    },
    { says: 'otelcol (pid 12) holds port 4318, but takes connections on 192.168.1.4 only.' },
  )
  .fires(
    'says that the port is held in another network',
    {
      tcp: sampleTcp('refused', 'ECONNREFUSED'),
      processes: { listeners: [listener({ address: '::', scope: 'all', network: 'other' })] },
    },
    {
      says: /otelcol \(pid 12\) holds port 4318 in another network namespace[\s\S]* on every address \(::\) in another/,
    },
  )
  .silent('when one address connects', { tcp: both('connected', 'refused') })
  .silent('when packets vanish', { tcp: both('timeout', 'timeout') })
  .silent('when it is the proxy that refuses', {
    target: sampleTarget({ proxy: { host: 'proxy', port: 3128, variable: 'HTTP_PROXY' } }),
    tcp: sampleTcp('refused', 'ECONNREFUSED', 3128),
  });

const onlyHttp = sampleEnd({
  collector: sampleCollector({ components: [sampleReceiver({ http: { endpoint: '0.0.0.0:4318' } })] }),
});
const place = { path: 'all.yaml', line: 30, column: 3 };
const service = {
  ...{ name: 'collector', namespace: 'shop', selector: { app: 'collector' }, external: null, at: place },
  ports: [{ name: 'metrics', port: 8888, target: 8888, appProtocol: null, at: place }],
};

checkTester(connectionRefused, 1)
  .fires('a Collector that takes the other protocol only', sampleSent({ to: onlyHttp }), {
    says: 'takes OTLP over HTTP on 4318 only',
    severity: 'error',
    fix: {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    },
  })
  .fires(
    'a Service that has no port of OTLP',
    sampleSent({ via: 'kubernetes-service', service, containerPort: null }),
    { says: 'The Service collector has no port 4317', fix: 'Add port 4317 to the Service collector' },
  )
  .silent('where the protocol has a port of its own', {
    ...sampleSent({ port: 4319 }),
    workload: sampleWorkload(),
  })
  .silent(
    'behind another name of the Service',
    sampleSent({ service: { ...service, external: 'otel.example.com' } }),
  )
  .silent('the default that nobody set', sampleSent({ to: onlyHttp, variable: null }));
