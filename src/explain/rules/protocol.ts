import type { Hit, Reading, Rule, Transport } from '../reading.ts';
import { either, placeOf, together, unless } from '../together.ts';
import { senderEndpoint, senderTransport } from '../transport.ts';
import { NOTHING_ARRIVES } from './words.ts';

const COLLECTOR_SDK = /exporters?[.:]|collector/i;

/** The port of the one protocol is addressed in the other. */
const mismatch =
  (sent: Transport, port: number) =>
  (reading: Reading): Hit | null => {
    const own = reading.endpoints.find(
      (clue) => clue.port === port && clue.transport === sent && clue.use !== 'receiver',
    );
    if (own) return { places: [own] };
    const sender = senderTransport(reading);
    const endpoint = senderEndpoint(reading);
    if (sender?.transport !== sent || endpoint?.port !== port) return null;
    const doubtful = sender.byDefault || (endpoint.use === 'exporter' && COLLECTOR_SDK.test(reading.text));
    return { places: [endpoint, sender], confidence: doubtful ? 'medium' : 'high' };
  };

/** Rules about what the port speaks. */
export const PROTOCOL_RULES: readonly Rule[] = [
  {
    code: 'protocol/http-to-grpc-port',
    confidence: 'high',
    why: 'The exporter sends HTTP, and 4317 is the port of gRPC',
    find: mismatch('http', 4317),
  },
  {
    code: 'protocol/grpc-to-http-port',
    confidence: 'high',
    why: 'The exporter sends gRPC, and 4318 is the port of HTTP',
    find: mismatch('grpc', 4318),
  },
  {
    code: 'protocol/http-to-grpc-port',
    confidence: 'high',
    why: 'HTTP is sent to the port of gRPC',
    find: together(
      /(?:https?(?: exporter)?|traces?|otlp\/http|spans)[^.\n]{0,60}(?:to|at|against|pointed at|on)(?: the| its| a)? (?:grpc|4317)(?: port| endpoint| receiver)|http\/protobuf[^\n]{0,120}:4317\b/i,
    ),
  },
  {
    code: 'protocol/grpc-to-http-port',
    confidence: 'high',
    why: 'gRPC is sent to the port of HTTP',
    find: together(
      /grpc(?: exporter)?[^.\n]{0,60}(?:to|at|against|pointed at|on)(?: the| its| a)? (?:https?|4318)(?: port| endpoint| receiver)|protocol[=: "']{1,4}grpc\b[^\n]{0,120}:4318\b/i,
    ),
  },
  {
    code: 'protocol/http-to-grpc-port',
    confidence: 'medium',
    why: 'The image that the operator injects exports over HTTP, and the endpoint has the port of gRPC',
    find: (reading) => {
      const place = placeOf(reading, /https?:\/\/[\w.-]{1,200}:4317\b|:4317\b/);
      const injected = placeOf(reading, /Instrumentation\b|operator|inject/);
      return place && injected && !/protocol.{0,4}grpc/i.test(reading.text)
        ? { places: [place, injected], confidence: reading.sdk?.sdk === 'python' ? 'high' : 'medium' }
        : null;
    },
  },
  {
    code: 'protocol/http-to-grpc-port',
    confidence: 'medium',
    why: 'The default protocol of this SDK became http/protobuf with an upgrade, and the endpoint still has the port of gRPC',
    find: together(
      /:4317\b/,
      /upgrad|updat|bump|2\.0\b|no protocol|default protocol|migrat/i,
      /\bjava|agent|spring|\.NET|dotnet/i,
    ),
  },
  {
    code: 'protocol/grpc-to-http-port',
    confidence: 'medium',
    why: 'gRPC is chosen and no endpoint: this SDK keeps its default port, which is the one of HTTP',
    find: together(
      /PROTOCOL["']?\s{0,2}[=:]\s{0,2}["']?grpc/i,
      /no endpoint|without (?:an )?endpoint|default endpoint|endpoint (?:is )?(?:unset|not set)/i,
    ),
  },
  {
    code: 'protocol/wrong-port',
    confidence: 'high',
    why: 'The port is one of a protocol other than OTLP: Jaeger and Zipkin have their own',
    find: unless(
      /jaeger\.(?:thrift|proto)|exporter\.jaeger/i,
      together(/otlp/i, /(?:(?<!(?:^|[\s"'])\d{2,5}):|port )(?:14250|14268|6831|6832|9411|16686)\b/),
    ),
  },
  {
    code: 'protocol/wrong-port',
    confidence: 'medium',
    why: 'The port is not one of OTLP today: 55680 and 55681 were so long ago, others belong to other things',
    find: together(
      /otlp|collector/i,
      /(?:(?<!(?:^|[\s"'])\d{2,5}):|port )(?:55678|5568[01]|3100|3200|9090|8888|13133)\b/,
      NOTHING_ARRIVES,
    ),
  },
  {
    code: 'protocol/http-to-grpc-port',
    confidence: 'high',
    why: 'HTTP/1.1 was answered in HTTP/2, as gRPC servers do',
    find: together(
      /malformed HTTP response|Parse Error: Expected HTTP\/|HPE_INVALID_CONSTANT|Received HTTP\/0\.9|unexpected end of stream on http\S{1,120}4317/i,
    ),
  },
  {
    code: 'protocol/http2-unsupported',
    confidence: 'high',
    why: 'A load balancer or ingress on the way does not offer HTTP/2 to the sender, which gRPC needs',
    find: either(
      together(/\bALPN\b/i, /none|missing|no h2|not offer|policy|without|property|negotiat/i),
      together(
        /grpc|4317/i,
        /(?:application gateway|app gateway|\bappgw\b|app service|azure container apps?|heroku|cloudflare|api gateway|\bELB\b|classic load balancer)/i,
        NOTHING_ARRIVES,
      ),
    ),
  },
  {
    code: 'protocol/http2-unsupported',
    confidence: 'medium',
    why: 'A proxy, ingress or mesh on the way has to be told that the port speaks gRPC (HTTP/2)',
    find: either(
      together(
        /port name|appProtocol|(?:port|service) nam(?:e|ing)|backend-protocol|protocol selection/i,
        /istio|mesh|envoy|linkerd|ingress|nginx|traefik|\bALB\b/i,
      ),
      unless(
        /cors|preflight|health|refused|no such host|not known|certificate|handshake|\b(?:404|413|401|403)\b/i,
        together(
          /grpc|4317/i,
          /\b(?:ingress|nginx|traefik|\bALB\b|load balancer|haproxy|envoy|istio|caddy|reverse proxy)\b/i,
          /\b(?:464|502|503|UNAVAILABLE|EOF|http2|http\/2|trailers?|not received|no (?:data|traces|metrics))\b/i,
        ),
      ),
      together(
        /missing trailers?|trailers? (?:are |were )?(?:missing|stripped|lost)|Received RST_STREAM|grpc-status (?:header )?missing|unexpected HTTP status code received from server: (?:464|502|400)/i,
      ),
    ),
  },
  {
    code: 'protocol/json-unsupported',
    confidence: 'high',
    why: 'The receiver takes OTLP as protobuf only, and this exporter sends JSON',
    find: either(
      together(/\b415\b|unsupported media type|unsupported content[- ]type|Invalid content type/i, /json/i),
      together(/exporter-(?:trace|metrics|logs)-otlp-http/, /\b415\b|unsupported media type|protobuf only/i),
    ),
  },
  {
    code: 'protocol/json-unsupported',
    confidence: 'medium',
    why: 'The receiver refuses the encoding; JSON and protobuf are the ones to try',
    find: either(
      together(/\b415\b|unsupported media type/i),
      together(
        /json/i,
        /(?:only|just) (?:accepts?|supports?|takes?|parses?) protobuf|illegal (?:wireType|tag)|invalid wire|failed to (?:parse|unmarshal|decode) (?:protobuf|proto)|proto: cannot parse/i,
      ),
    ),
  },
  {
    code: 'protocol/compression-unsupported',
    confidence: 'high',
    why: 'The body is compressed, and the receiver reads it as it is',
    find: either(
      together(
        /gzip|Content-Encoding|(?<!de)compress(?:ion|ed)\b/i,
        /\b(?:400|415)\b|unexpected (?:token|character|byte)|cannot (?:parse|decode)|0x1f|\\x1f|(?:compression|encoding|gzip|zstd)[^\n]{0,30}(?:unsupported|not supported)|malformed/i,
      ),
      together(/Decompressor is not installed for grpc-encoding/i),
    ),
  },
  {
    code: 'protocol/not-otlp',
    confidence: 'medium',
    why: 'A web page answers with 200 where a receiver should, and exporters take that for success',
    find: either(
      together(
        /text\/html|<!doctype html|<html|index\.html|\bSPA\b|site root|web ui|\bUI (?:port|opens)/i,
        /\b200\b|success|otlp|\/v1\//i,
      ),
      together(
        /(?:200|success)[^\n]{0,80}(?:nothing|no data|not|never) (?:is )?(?:stored|arriv|show|appear)/i,
        /site root|root url|base (?:url|endpoint)|ui\b/i,
      ),
    ),
  },
];
