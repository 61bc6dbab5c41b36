import { java } from './java.ts';
import type { Sdk } from './sdk.ts';

const AGENT = 'opentelemetry-java-instrumentation 2.32.0, javaagent-tooling OtlpProtocolPropertiesSupplier';

/** OpenTelemetry Java agent 2.x: the autoconfigured SDK with other defaults and more on board. */
export const javaAgent: Sdk = {
  ...java,
  name: 'java-agent',
  version: '2.32.0',
  source: `${AGENT}; ${java.source}`,
  deviations: [
    { of: 'PROTOCOL', is: 'http/protobuf by default', source: AGENT, since: '2.0' },
    { of: 'EXPORTER', is: 'console, logging, zipkin and prometheus are on board', source: AGENT },
    ...java.deviations.filter(({ of }) => of !== 'PROTOCOL' && of !== 'EXPORTER'),
  ],
  defaultProtocol: 'http/protobuf',
  exporter: java.exporter && {
    ...java.exporter,
    other: {
      traces: ['console', 'logging', 'logging-otlp', 'otlp/stdout', 'experimental-otlp/stdout', 'zipkin'],
      metrics: [
        'console',
        'logging',
        'logging-otlp',
        'otlp/stdout',
        'experimental-otlp/stdout',
        'prometheus',
      ],
      logs: ['console', 'logging', 'logging-otlp', 'otlp/stdout', 'experimental-otlp/stdout'],
    },
  },
  propagators: {
    known: ['tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger', 'ottrace', 'xray', 'xray-lambda', 'none'],
    unknown: 'does-not-start',
    ignoreCase: false,
  },
};
