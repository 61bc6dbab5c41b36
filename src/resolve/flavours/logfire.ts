import { SIGNALS } from '../../model/signal.ts';
import { python } from '../sdks/python.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { ownVariable } from './property.ts';
import { PLAIN_EXPORTER } from './shared.ts';

const SOURCE = 'logfire 5.4.0 _internal/config.py, measured with opentelemetry-sdk 1.45.2';

/** Logfire's SDK for Python, as far as its own cloud is not concerned. */
export const logfire: Sdk = {
  ...python,
  ...{ name: 'logfire', version: '5.4.0', source: SOURCE },
  flavour: {
    ...{
      title: 'Logfire',
      base: 'python',
      only: null,

      defaults: {},
    },
    own: ['LOGFIRE_SERVICE_NAME', 'OTEL_SERVICE_NAME'].map((variable) =>
      ownVariable('OTEL_SERVICE_NAME', variable),
    ),
    needs: SIGNALS.map((signal) => ({
      ...{ signals: [signal], variable: `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT`, values: null },
      example: `http://collector:4318/v1/${signal}`,
    })),
    signals: SIGNALS,
    place: 'variables',
    signs: [
      { file: /^requirements[\w.-]{0,40}\.txt$/, has: [/^logfire\b/m] },
      {
        file: /^pyproject\.toml$/,
        has: [/["']logfire(?:\[[\w,-]{0,80}\])?(?:\s{0,9}[<>=~!]|["'])|^logfire\s{0,9}=/m],
      },
    ],
    programs: [],
    tells:
      'one line for an answer such as 404, and one after three tries where nothing answers; nothing for a partial success',
    flushes: 'at its end, within eight seconds where nothing answers',
  },
  deviations: [
    { of: 'ENDPOINT', is: 'without one nothing goes over OTLP, only to Logfire itself', source: SOURCE },
    { of: 'PROTOCOL', is: 'not read: always http/protobuf', source: SOURCE },
    {
      of: 'EXPORTER',
      is: 'otlp alone sends, in any case; every other value, also a list, sends nothing',
      source: SOURCE,
    },
    { of: 'SERVICE_NAME', is: 'LOGFIRE_SERVICE_NAME beats OTEL_SERVICE_NAME', source: SOURCE },
    ...python.deviations.filter(({ of }) => !['PROTOCOL', 'INSECURE', 'EXPORTER'].includes(of)),
  ],
  defaultProtocol: 'http/protobuf',
  protocols: ['http/protobuf'],
  ignored: ['PROTOCOL', 'INSECURE'],
  exporter: { ...PLAIN_EXPORTER, otlp: { otlp: null, OTLP: null } },
};
