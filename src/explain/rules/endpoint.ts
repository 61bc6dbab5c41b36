import { isSignalPath } from '../address.ts';
import type { EndpointClue, Hit, Reading, Rule } from '../reading.ts';
import { either, placeOf, together } from '../together.ts';
import { senderTransport } from '../transport.ts';
import { NOTHING_ARRIVES } from './words.ts';

/** The first address that a question is true of. */
const address =
  (asks: (clue: EndpointClue, reading: Reading) => boolean) =>
  (reading: Reading): Hit | null => {
    const clue = reading.endpoints.find((candidate) => asks(candidate, reading));
    return clue ? { places: [clue] } : null;
  };

const isBase = ({ use }: EndpointClue): boolean => use === 'general' || use === 'exporter';
const isWhole = ({ use }: EndpointClue): boolean => use === 'signal' || use === 'code';
/** The request had a path, so that none is missing. */
const HAD_PATH = /https?:\/\/[^\s"']{1,200}\/v1\/(?:traces|metrics|logs)/i;

const NOT_FOUND = /\b404\b|page not found|\bUNIMPLEMENTED\b|Not Found/i;

const schemeless = ({ scheme, host, value, use, path }: EndpointClue): boolean =>
  scheme === null &&
  /[a-z\d]/i.test(host) &&
  !value.startsWith('$') &&
  !value.startsWith('unix') &&
  use !== 'receiver' &&
  use !== 'exporter' &&
  path === '';

/** Rules about the address itself. */
export const ENDPOINT_RULES: readonly Rule[] = [
  {
    code: 'endpoint/path-doubled',
    confidence: 'high',
    why: 'The path of the signal was appended to an endpoint that ended in it already',
    find: together(
      /\/v1\/(?:traces|metrics|logs)\/v1\/(?:traces|metrics|logs)|\/v1\/v1\/(?:traces|metrics|logs)/i,
    ),
  },
  {
    code: 'endpoint/path-doubled',
    confidence: 'high',
    why: 'SDKs and the otlphttp exporter append /v1/traces to this endpoint, which ends in it already',
    find: address(
      (clue, reading) =>
        isBase(clue) && isSignalPath(clue.path) && senderTransport(reading)?.transport !== 'grpc',
    ),
  },
  {
    code: 'endpoint/scheme-unsupported',
    confidence: 'high',
    why: 'Exporters know http:// and https:// only; another scheme is taken for encryption, or refused',
    find: address(({ scheme }) => scheme !== null && /^(?:grpcs?|tcp|udp|otlp|h2c?|ws|dns)$/.test(scheme)),
  },
  {
    code: 'endpoint/scheme-missing',
    confidence: 'high',
    why: 'The exporter wants host and port there, and was given a whole URL',
    find: together(/too many colons in address|first path segment in URL cannot contain colon/i),
  },
  {
    code: 'endpoint/invalid',
    confidence: 'high',
    why: 'WithEndpoint of Go takes host and port; a URL belongs into WithEndpointURL',
    find: together(/With(?:Export)?Endpoint\((?!\))[^)\n]{0,60}https?:\/\//),
  },
  {
    code: 'endpoint/invalid',
    confidence: 'medium',
    why: 'WithEndpoint of Go takes host and port; a URL belongs into WithEndpointURL',
    find: together(/\bWithEndpoint\(/, /https?:\/\/[\w.-]{1,200}:\d{2,5}/),
  },
  {
    code: 'tls/plaintext-server',
    confidence: 'high',
    why: 'Without a scheme the gRPC exporter of Python encrypts unless it is told to be insecure',
    find: (reading) => {
      const clue = reading.endpoints.find((candidate) => schemeless(candidate));
      const unavailable = placeOf(reading, /UNAVAILABLE|handshake|SSL_ERROR|WRONG_VERSION/i);
      if (reading.sdk?.sdk !== 'python' || !clue || !unavailable) return null;
      if (senderTransport(reading)?.transport === 'http' || /insecure\s?=\s?True/.test(reading.text))
        return null;
      return {
        places: [clue, unavailable],
        confidence: clue.use === 'signal' || clue.use === 'general' ? 'medium' : 'high',
      };
    },
  },
  {
    code: 'tls/plaintext-server',
    confidence: 'medium',
    why: 'An endpoint without a scheme is encrypted unless the exporter is told to be insecure, and that setting does not reach it here',
    find: either(
      together(
        /insecure[\w-]{0,20}\s{0,2}[:=]\s{0,2}["']?true/i,
        /(?:scheme-?less|without (?:a )?scheme|no scheme)|_ENDPOINT=["']?[\w.-]{1,100}:\d{2,5}\b/i,
        /UNAVAILABLE|handshake|\bTLS\b|SSL/i,
      ),
      together(/INSECURE\s{0,2}[:=]\s{0,2}["']?true/i, /handshake|SSL_ERROR|WRONG_VERSION|first record/i),
    ),
  },
  {
    code: 'endpoint/scheme-missing',
    confidence: 'high',
    why: 'The endpoint has no http:// or https:// in front, and host or port are read as something else',
    find: (reading) => {
      const clue = reading.endpoints.find(
        (candidate) => schemeless(candidate) && candidate.port !== null && candidate.use !== 'code',
      );
      if (!clue) return null;
      const said = placeOf(
        reading,
        /no scheme|without (?:a )?(?:scheme|http)|unsupported protocol scheme|invalid (?:url|endpoint|uri)|parse error|does not (?:use|take)|missing scheme|no Host in request/i,
      );
      return {
        places: said ? [clue, said] : [clue],
        confidence: said || reading.sdk?.sdk === 'go' ? 'high' : 'medium',
      };
    },
  },
  {
    code: 'endpoint/scheme-missing',
    confidence: 'high',
    why: 'The words before the port are read as the scheme of a URL',
    find: together(
      /unsupported protocol scheme|unknown url type|No connection adapters were found|relative URL without a base|Invalid URL.{0,60}:\d{2,5}\b(?!\/)|only absolute urls|no scheme (?:was )?(?:supplied|given|found)|missing scheme|must start with http|InvalidUri|UriFormatException|builder error|relative URL|Invalid endpoint, must be a URL/i,
    ),
  },
  {
    code: 'endpoint/scheme-missing',
    confidence: 'medium',
    why: 'The endpoint has no http:// or https:// in front, which is read in different ways',
    find: together(
      /(?:no|without (?:a |the )?|missing|lacks (?:a |the )?) ?(?:url )?scheme|scheme-?less|without https?:\/\//i,
      /endpoint|url/i,
    ),
  },
  {
    code: 'endpoint/signal-path-missing',
    confidence: 'high',
    why: 'The endpoint of one signal, or one given in code, is used as it stands: nothing appends /v1/traces to it',
    find: (reading) => {
      const clue = reading.endpoints.find(
        (candidate) => isWhole(candidate) && /^\/?$/.test(candidate.path) && candidate.transport !== 'grpc',
      );
      const missing = placeOf(reading, NOT_FOUND);
      if (
        !clue ||
        !missing ||
        HAD_PATH.test(reading.text) ||
        senderTransport(reading)?.transport === 'grpc' ||
        (clue.port === 4317 && reading.transports.length === 0)
      )
        return null;
      return { places: [clue, missing] };
    },
  },
  {
    code: 'endpoint/signal-path-missing',
    confidence: 'high',
    why: 'An endpoint that is given in code is used as it stands: nothing appends /v1/traces to it',
    find: (reading) => {
      const clue = reading.endpoints.find(
        ({ use, path, port }) => use === 'code' && /^\/?$/.test(path) && port !== 4317,
      );
      const sender = senderTransport(reading);
      const nothing = placeOf(reading, NOTHING_ARRIVES);
      if (!clue || !nothing || sender?.transport !== 'http' || sender.byDefault) return null;
      if (HAD_PATH.test(reading.text) || !/^(?:dotnet|js|python|java)$/.test(reading.sdk?.sdk ?? ''))
        return null;
      return { places: [clue, sender], confidence: 'medium' };
    },
  },
  {
    code: 'endpoint/signal-path-missing',
    confidence: 'medium',
    why: 'The endpoint of one signal, or one given in code, is used as it stands: nothing appends /v1/traces to it',
    find: either(
      (reading) => {
        const clue = reading.endpoints.find(
          (candidate) =>
            candidate.use === 'signal' && /^\/?$/.test(candidate.path) && candidate.port !== 4317,
        );
        return clue && senderTransport(reading)?.transport !== 'grpc' ? { places: [clue] } : null;
      },
      together(/set_?Endpoint\(|with_?endpoint(?:URL)?\b|WithEndpointURL|OTLP\w{0,12}Exporter\(/i, NOT_FOUND),
      together(
        /HTTP\/1\.1"? 404|POST \/(?:api\/[\w-]{1,60})?\/?(?: HTTP\/1\.1)?"?\s{0,3}(?:404|405)/i,
        /endpoint|url/i,
      ),
      together(
        /(?:for url|failed to send to|POST) \(?https?:\/\/[^\s/)]{1,200}\/?\)?:? {0,3}(?:404)?/i,
        NOT_FOUND,
      ),
    ),
  },
  {
    code: 'endpoint/signal-path-missing',
    confidence: 'medium',
    why: 'Only the endpoint of one signal is set, and the others go to the default',
    find: together(
      /OTEL_EXPORTER_OTLP_TRACES_ENDPOINT/,
      /(?:metrics|logs).{0,120}(?:localhost|127\.0\.0\.1)|(?:localhost|127\.0\.0\.1).{0,80}(?:metrics|logs)/i,
    ),
  },
  {
    code: 'endpoint/path-wrong',
    confidence: 'high',
    why: 'The backend takes OTLP below a path of its own, which is missing from the endpoint',
    find: together(
      /tempo-[\w-]{1,80}\.grafana\.net|otlp-gateway[\w.-]{1,80}\.grafana\.net(?!\/otlp)/,
      /\b404\b|Unimplemented/i,
    ),
  },
  {
    code: 'endpoint/path-wrong',
    confidence: 'medium',
    why: 'A slash too many or too few makes a path that the server does not know',
    find: together(/trailing slash|\w\/\/v1\/(?:traces|metrics|logs)/i),
  },
];
