import protocolDiffers from '../../../checks/telemetry/protocol-differs.ts';
import type { PromisedProtocol } from '../../../src/model/application.ts';
import { sampleApplication } from '../../../src/samples/telemetry.ts';
import { checkTester, type Patch } from '../../kit/check-tester.ts';

const promised = (...changes: readonly Partial<PromisedProtocol>[]): Patch => ({
  application: sampleApplication({
    promised: changes.map((change) => ({
      ...{ signal: 'traces', protocol: 'grpc', variable: 'OTEL_EXPORTER_OTLP_PROTOCOL' },
      ...{ url: 'http://localhost:4317', endpointVariable: 'OTEL_EXPORTER_OTLP_ENDPOINT' },
      ...{ came: ['http/protobuf'], taken: null, ...change },
    })),
  }),
});

checkTester(protocolDiffers)
  .fires('when HTTP comes where the settings say gRPC', promised({}), {
    says: /shop sends http\/protobuf, although OTEL_EXPORTER_OTLP_PROTOCOL says grpc[\s\S]*the port of grpc, where it is lost/,
    fix: {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
    },
    severity: 'error',
  })
  .fires(
    'when gRPC comes where the settings say HTTP',
    promised({ protocol: 'http/protobuf', url: 'http://localhost:4318/v1/traces', came: ['grpc'] }),
    {
      says: 'sends grpc, although OTEL_EXPORTER_OTLP_PROTOCOL says http/protobuf',
      fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317' },
    },
  )
  .fires('as a warning where the port tells nothing', promised({ url: 'https://otlp.example.com:443' }), {
    says: 'this run cannot tell',
    fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
    severity: 'warning',
  })
  .fires(
    'for the signal that differs',
    promised({ came: ['grpc'] }, { signal: 'logs', came: ['http/json'] }),
    {
      says: /sends http\/json[\s\S]*logs: came over http\/json/,
    },
  )
  .silent('where it comes as promised', promised({ came: ['grpc'] }))
  .silent('where some comes as promised', promised({ came: ['grpc', 'http/protobuf'] }))
  .silent('where nothing came', promised({ came: [] }))
  .silent('where JSON comes for protobuf', promised({ protocol: 'http/protobuf', came: ['http/json'] }))
  .silent('where only the default says it', promised({ variable: null }));
