import { matchLine } from '../knowledge/messages/match.ts';
import { isForeign } from './about.ts';
import { readEndpoints } from './endpoints.ts';
import { type Input, readLines } from './lines.ts';
import type { Line, MessageClue, Place, Reading, Transport } from './reading.ts';
import { readSdk } from './sdk.ts';
import { readSettings } from './settings.ts';

const messagesIn = ({ text, start }: Line): readonly MessageClue[] =>
  matchLine(text, { inner: true }).map((match) => ({
    match,
    start: start + match.start,
    end: start + match.end,
  }));

const TRANSPORTS: readonly (readonly [Transport, RegExp])[] = [
  [
    'http',
    /exporter-(?:trace|metrics|logs)-otlp-(?:http|proto)|otlp(?:trace|metric|log)http|otlp\.proto\.http|otlp-proto-http|OtlpHttp\w{3,}|http\/(?:protobuf|json)|HttpProtobuf|\bhttp[- _](?:exporter|proto)|OTLP[ /]HTTP|with_http\b|exports? http|HTTP status code \d|http\.code=\d|batch code: \d/gi,
  ],
  [
    'grpc',
    /exporter-(?:trace|metrics|logs)-otlp-grpc|otlp(?:trace|metric|log)grpc|otlp\.proto\.grpc|otlp-proto-grpc|OtlpGrpc\w{3,}|protocol["']?\s{0,2}[=:]\s{0,2}["']?grpc|\bgrpc[- _]exporter|OTLP[ /]gRPC|with_tonic\b|over gRPC|via gRPC|gRPC status code|StatusCode\.[A-Z]|rpc error: code/gi,
  ],
];

const transportsIn = (text: string): readonly (Place & { readonly transport: Transport })[] =>
  TRANSPORTS.flatMap(([transport, pattern]) =>
    [...text.matchAll(pattern)]
      .slice(0, 20)
      .map((match) => ({ transport, start: match.index, end: match.index + match[0].length })),
  );

/** Reads what a pasted text says, in bounded time whatever it holds. */
export const readText = (input: Input): Reading => {
  const { lines, text, cut } = readLines(input);
  const messages = lines.filter((line) => !isForeign(line)).flatMap(messagesIn);
  const settings = readSettings(text);
  return {
    text,
    lines,
    cut,
    messages,
    settings,
    endpoints: readEndpoints(text, settings),
    transports: transportsIn(text),
    sdk: readSdk(text, messages),
  };
};
