import type { CheckCode } from '../../../model/check-code.ts';
import type { Clause } from './clause.ts';

/** How a status of HTTP stands in the errors of exporters, with the words for it that Node.js shows alone. */
export const http = (status: string, words: string): RegExp =>
  new RegExp(
    `(?:HTTP status code|Status Code|kind: Status\\(|Response\\{code=|status code received from server:|status(?: code|_code|Code)?["']?\\s?[:=]|batch code:|\\bcode["']?:|http\\.code=|response code(?: of)?|HTTP/\\d(?:\\.?\\d)?"?)["'\\s]{0,3}(?<status>${status})\\b|(?:: |in a \`)(?<code>${status}) (?:${words})|failed to send (?:\\w{1,10} )?to \\S{1,400}: (?<port>${status})\\b|\\bexports?\\b[^\\n]{0,60}? (?:answered|returns?|returned|rejected|refused|fails?|failed|gets?|got)(?: with| by)?(?: an?)?(?: HTTP)? (?<detail>${status})\\b|(?:OTLPExporterError|Error|reason|exception\\]|Export failure): (?:${words})\\s{0,5}(?:$|["',(\\n])|Transient error (?:${words}) encountered|<(?:title|h1)>(?:${status} )?(?:${words})`,
    'im',
  );

/** How a status of gRPC stands in the errors of exporters. */
const grpc = (number: number, upper: string, camel: string): RegExp =>
  new RegExp(
    `StatusCode\\.${upper}\\b|gRPC code: ${camel}\\b|Status \\{ code: ${camel},|code = ${camel}\\b|\\b${number} ${upper}:|StatusCode=\\\\?"${camel}|gRPC status(?: code)? ${number}\\b|status: ${camel}\\b|status: '?${camel}`,
    'i',
  );

/** An answer of HTTP, by the status that its words mean. */
export const answer = (
  usual: number,
  status: string,
  words: string,
  codes: readonly CheckCode[],
  meaning: string,
  more: Partial<Clause> = {},
): Clause => ({
  id: `http-${usual}`,
  pattern: http(status, words),
  meaning,
  told: { layer: 'http', status: usual },
  codes,
  source:
    'RFC 9110 section 15; opentelemetry-js otlp-exporter-base http-transport-utils.ts; opentelemetry-go otlptracehttp client.go; opentelemetry-collector otlphttpexporter otlp.go; opentelemetry-python otlp-proto-http',
  ...more,
});

/** A status of gRPC. */
export const status = (
  number: number,
  upper: string,
  camel: string,
  codes: readonly CheckCode[],
  meaning: string,
  more: Partial<Clause> = {},
): Clause => ({
  id: `grpc-${number}`,
  pattern: grpc(number, upper, camel),
  meaning,
  told: { layer: 'grpc', status: number },
  codes,
  source: `gRPC status ${number}; grpc-go 1.67 status.go, grpc-js 1.10 call.ts, grpcio 1.60 _channel.py`,
  ...more,
});
