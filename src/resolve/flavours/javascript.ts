import { SIGNALS, signalPath } from '../../model/signal.ts';
import type { EndpointReader } from '../endpoints/reading.ts';
import { specHttp } from '../endpoints/spec.ts';
import { js } from '../sdks/js.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { NO_PROXY } from './shared.ts';

const BUN = 'measured with Bun 1.4.4 and sdk-node 0.301; https://bun.sh/docs/runtime/bunfig#preload';

/** Bun with the SDK of JavaScript: only how it is loaded differs. */
export const bun: Sdk = {
  ...js,
  ...{ name: 'bun', version: '1.4.4', source: BUN },
  flavour: {
    ...{ title: 'Bun', base: 'js', only: null, own: [], defaults: {}, needs: [] },
    signals: SIGNALS,
    place: 'variables',
    // A lock of Bun says who installed, and not what runs the program.
    signs: [{ file: /^package\.json$/, has: [/"start"\s{0,9}:\s{0,9}"bun\b/, /"@opentelemetry\//] }],
    programs: [],
    tells: null,
    flushes: 'every five seconds, and at its end where the program shuts the SDK down',
  },
  deviations: [
    { of: 'NODE_OPTIONS', is: 'is not read: bun --preload, or preload in bunfig.toml', source: BUN },
    ...js.deviations,
  ],
};

const VERCEL = '@vercel/otel 2.1.3, measured on Node';

/** The text of the endpoint with the path behind it, whatever it ends in. */
const vercelHttp: EndpointReader = (question) => {
  const { value, perSignal, signal } = question;
  if (perSignal) return specHttp(question);
  return specHttp({ ...question, value: `${value}${signalPath(signal)}`, perSignal: true });
};

/** Next.js and others with registerOTel of @vercel/otel. */
export const vercelOtel: Sdk = {
  ...js,
  ...{ name: 'vercel-otel', version: '2.1.3', source: VERCEL },
  flavour: {
    ...{ title: '@vercel/otel', base: 'js', only: null, own: [], defaults: {}, needs: [] },
    signals: ['traces'],
    place: 'variables',
    signs: [{ file: /^package\.json$/, has: [/"@vercel\/otel"\s{0,9}:/] }],
    programs: [],
    tells: null,
    flushes: 'every five seconds; SIGTERM does not flush, so that what ends sooner loses all',
  },
  deviations: [
    {
      of: 'PROTOCOL',
      is: 'grpc and unknown ones become http/protobuf to http://localhost:4318; endpoint and headers are lost',
      source: VERCEL,
    },
    { of: 'ENDPOINT', is: 'the path of the signal is put behind the text as it is', source: VERCEL },
    { of: 'COMPRESSION', is: 'not read, as timeout and certificates', source: VERCEL },
    {
      of: 'EXPORTER',
      is: 'not read; metrics and logs are sent only where the code asks for it',
      source: VERCEL,
    },
    { of: 'SERVICE_NAME', is: 'beats the name in the code; "app" without both', source: VERCEL },
  ],
  protocols: ['http/protobuf', 'http/json'],
  protocol: { trim: [], ignoreCase: false, otherwise: 'falls-back', forgets: true },
  proxy: NO_PROXY,
  ignored: ['COMPRESSION', 'TIMEOUT', 'INSECURE', 'CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'],
  exporter: null,
  // fetch sends the body that it holds, with its length.
  http: { ...js.http, framing: { plain: 'length', compressed: 'length' } },
  endpoint: { http: vercelHttp, grpc: vercelHttp },
};
