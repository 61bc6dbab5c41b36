import { NOT_STARTED, REFUSED } from './causes.ts';
import type { KnownMessage } from './message.ts';

const EXPORTER = 'opentelemetry-erlang apps/opentelemetry_exporter/src/otel_exporter_otlp.erl';

/** Erlang and Elixir SDK: exporting. Erlang shows messages of this level only when its logger is told to. */
export const ERLANG: readonly KnownMessage[] = [
  {
    id: 'erlang-dns',
    sdk: 'erlang',
    literals: ['client error exporting'],
    pattern: /client error exporting \{failed_connect.{0,300}?nxdomain/i,
    meaning: 'The name of the endpoint does not resolve',
    codes: ['network/dns-failure'],
    source: EXPORTER,
    level: 'error',
  },
  {
    id: 'erlang-refused',
    sdk: 'erlang',
    literals: ['client error exporting'],
    pattern: /client error exporting \{failed_connect/i,
    meaning: 'No connection to the endpoint came about',
    codes: REFUSED,
    source: `${EXPORTER}; opentelemetry-erlang#545`,
    level: 'error',
  },
  {
    id: 'erlang-http-answer',
    sdk: 'erlang',
    literals: ['error response from service exported to'],
    pattern: /error response from service exported to (?=status=(?<status>\d{3}))/i,
    meaning: 'The receiver answered an export with an error',
    codes: [],
    wraps: true,
    source: EXPORTER,
    level: 'error',
  },
  {
    id: 'erlang-grpc-failed',
    sdk: 'erlang',
    literals: ['otlp grpc export failed with'],
    pattern:
      /OTLP grpc export failed with (?:error: |(?=GRPC status (?<status>\d{1,2}))|(?=HTTP status code ))/i,
    meaning: 'An export over gRPC failed; what follows tells why',
    codes: REFUSED,
    wraps: true,
    source: EXPORTER,
    level: 'error',
  },
  {
    id: 'erlang-endpoint',
    sdk: 'erlang',
    literals: [
      'failed to parse and ignoring exporter endpoint',
      'error parsing endpoint uri',
      'error converting endpoint uri',
    ],
    pattern:
      /Failed to parse and ignoring exporter endpoint (?<endpoint>\S{1,300})|error parsing endpoint URI: (?<value>.{0,200})|error converting endpoint URI /i,
    meaning: 'The endpoint is no URL and is left out',
    codes: ['endpoint/scheme-missing', 'endpoint/invalid'],
    source: EXPORTER,
    level: 'error',
  },
  {
    id: 'erlang-scheme',
    sdk: 'erlang',
    literals: [', converting to existing atom, if possible'],
    pattern: /unknown scheme (?:<<)?"?(?<value>[\w.+-]{0,100})"?(?:>>)?, converting to existing atom/i,
    meaning: 'The endpoint begins with a scheme that is neither http nor https, or with none',
    codes: ['endpoint/scheme-unsupported', 'endpoint/scheme-missing'],
    source: EXPORTER,
    level: 'warning',
  },
  {
    id: 'erlang-grpc-channel',
    sdk: 'erlang',
    literals: ['unable to start grpc channel for exporting'],
    pattern: /unable to start grpc channel for exporting and falling back to http_protobuf/i,
    meaning: 'gRPC could not be started, and the exporter sends HTTP to the same endpoint instead',
    codes: ['protocol/http-to-grpc-port', 'config/exporter-unknown'],
    source: EXPORTER,
    level: 'warning',
  },
  {
    id: 'erlang-not-initialized',
    sdk: 'erlang',
    literals: [
      'otlp exporter failed to initialize',
      'otlp exporter module `opentelemetry_exporter` not found',
    ],
    pattern: /OTLP exporter (?:failed to initialize|module `opentelemetry_exporter` not found)/i,
    meaning:
      'The exporter could not be started; the application opentelemetry_exporter has to start before opentelemetry',
    codes: NOT_STARTED,
    wraps: true,
    source: 'opentelemetry-erlang apps/opentelemetry otel_exporter.erl; opentelemetry-erlang#406',
    level: 'error',
  },
];
