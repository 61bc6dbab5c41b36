import { SIGNALS } from '../../model/signal.ts';
import { type EndpointReader, skipped } from '../endpoints/reading.ts';
import { rustGrpc, rustHttp } from '../endpoints/rust.ts';
import { specFiles } from '../files.ts';
import { rust } from '../sdks/rust.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { NO_PROXY } from './shared.ts';

const SOURCE = 'measured with Deno 2.9.6; https://docs.deno.com/runtime/fundamentals/open_telemetry/';

/** Its release of the Rust exporter passes over what it cannot read; later ones refuse it. */
const passingOver =
  (read: EndpointReader): EndpointReader =>
  (question) => {
    const reading = read(question);
    return reading.kind === 'failed' ? skipped(reading.code, reading.detail) : reading;
  };

/** Deno's own exporter: the Rust exporter of release 0.32, set up by Deno. */
export const deno: Sdk = {
  ...rust,
  ...{ name: 'deno', version: '2.9.6', source: SOURCE },
  flavour: {
    ...{ title: 'Deno', base: 'rust', only: null, own: [], defaults: {} },
    needs: [{ signals: SIGNALS, variable: 'OTEL_DENO', values: ['true'], example: 'true' }],
    signals: SIGNALS,
    place: 'variables',
    signs: [{ file: /^deno\.(?:jsonc?|lock)$/, has: [] }],
    programs: [],
    tells: null,
    flushes:
      'at its end, also after Deno.exit() and an uncaught error; a silent receiver holds it up 10 s a signal',
  },
  deviations: [
    { of: 'OTEL_DENO', is: 'has to be true, in this word, before anything is sent', source: SOURCE },
    { of: 'COMPRESSION', is: 'over HTTP any value stops the program, also none', source: SOURCE },
    { of: 'ENDPOINT', is: 'what it cannot read is passed over, and the default is used', source: SOURCE },
    { of: 'PROTOCOL', is: 'read for all signals together; an unknown one stops the program', source: SOURCE },
    { of: 'EXPORTER', is: 'not read', source: SOURCE },
    { of: 'TRACES_SAMPLER', is: 'an unknown one stops the program', source: SOURCE },
    { of: 'RESOURCE_ATTRIBUTES', is: 'service.name in it beats OTEL_SERVICE_NAME', source: SOURCE },
    { of: 'proxy', is: 'none', source: SOURCE },
  ],
  unknown: ['files'],
  protocols: ['grpc', 'http/protobuf', 'http/json'],
  proxy: NO_PROXY,
  ignored: [],
  ignoredPerSignal: ['PROTOCOL'],
  asOne: 'all',
  disabled: { trim: false, ignoreCase: false },
  protocol: { trim: [], ignoreCase: false, otherwise: 'does-not-start' },
  sampler: rust.sampler && { ...rust.sampler, unknown: 'does-not-start' },
  endpoint: { http: passingOver(rustHttp), grpc: rustGrpc },
  compression: { ...rust.compression, http: [], unknownHttp: 'does-not-start' },
  files: specFiles,
  propagators: { known: ['tracecontext', 'baggage', 'none'], unknown: 'ignored', ignoreCase: false },
};
