import { cpp } from '../sdks/cpp.ts';
import { go } from '../sdks/go.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { PLAIN_EXPORTER } from './shared.ts';

const CADDY = 'tried with Caddy 2.11.9; https://caddyserver.com/docs/caddyfile/directives/tracing';

/** Caddy with the directive `tracing`: Go's exporter, by variables. */
export const caddy: Sdk = {
  ...go,
  ...{ name: 'caddy', version: '2.11.9', evidence: 'source', source: CADDY },
  flavour: {
    ...{ title: 'Caddy', base: 'go', only: null, own: [], defaults: {}, needs: [] },
    signals: ['traces'],
    place: 'variables',
    signs: [{ file: /^Caddyfile$/, has: [/^\s{0,40}tracing\b/m] }],
    programs: ['caddy'],
    tells: 'a line of level info for each export that fails, and one of level error at its end',
    flushes: 'every five seconds, and at SIGINT',
  },
  deviations: [
    { of: 'tracing', is: 'nothing is sent without this directive in the Caddyfile', source: CADDY },
    { of: 'PROPAGATORS', is: 'is read, b3 too', source: CADDY },
    ...go.deviations,
  ],
};

const ENVOY =
  'tried with Envoy 1.40.0; https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/trace/v3/opentelemetry.proto';

/** Envoy's tracer: everything stands in its bootstrap. */
export const envoy: Sdk = {
  ...cpp,
  ...{ name: 'envoy', version: '1.40.0', evidence: 'source', source: ENVOY },
  flavour: {
    ...{ title: 'Envoy', base: 'cpp', only: [], own: [], defaults: {}, needs: [] },
    signals: [],
    place: 'variables',
    signs: [],
    programs: ['envoy'],
    tells:
      'one line for an answer such as 404; nothing for gRPC that fails, and its counter spans_sent counts all the same',
    flushes: 'every five seconds',
  },
  deviations: [
    {
      of: 'all',
      is: 'no variable is read: grpc_service or http_service of the tracer in its bootstrap',
      source: ENVOY,
    },
  ],
  exporter: PLAIN_EXPORTER,
};
