import type { ApplicationCode, CodeEndpoint, CodePlace } from '../model/application.ts';
import { maskUrl } from '../text/mask.ts';
import { maskStrictly } from '../text/mask-secrets.ts';
import { printable } from '../text/printable.ts';
import type { Loaded } from './sources.ts';

/**
 * What sources say of the SDK that they set up, by the names of its public API. It is read and not run: what stands there
 * is evidence, and what does not stand there is missing only where every source was read.
 * Python: opentelemetry-sdk 1.45 (sdk/trace, sdk/trace/export) and the exporters of opentelemetry-exporter-otlp-proto-*;
 * JavaScript: @opentelemetry/sdk-node 0.2xx, sdk-trace-base 2.x and the exporters of @opentelemetry/exporter-trace-otlp-*.
 */
const SIGNS = {
  otlpExporter: /\bOTLP(?:Span|Trace)Exporter\s{0,5}\(/,
  otherExporter: /\b(?:Console|InMemory|Zipkin|Jaeger)\w{0,20}Exporter\s{0,5}\(/,
  processor:
    /\b(?:Batch|Simple)\w{0,20}SpanProcessor\s{0,5}\(|\badd_span_processor\s{0,5}\(|\baddSpanProcessor\s{0,5}\(/,
  provider: /\b(?:Node|Web|Basic)?TracerProvider\s{0,5}\(/,
  // The global one, or one that is handed over, or asked for its tracers.
  registered:
    /\bset_tracer_provider\s{0,5}\(|\bsetGlobalTracerProvider\s{0,5}\(|\.register\s{0,5}\(|[(,]\s{0,20}tracer_provider\s{0,5}=|\btracerProvider\s{0,5}:|\b(?!trace\b)\w{1,40}\.(?:get_tracer|getTracer)\s{0,5}\(/,
  nodeSdk: /\bnew\s{1,5}(?:\w{1,30}\.)?NodeSDK\s{0,5}\(/,
  started: /\.start\s{0,5}\(|\bstartNodeSDK\s{0,5}\(/,
  instrumentation:
    /\b\w{2,40}Instrumentor\s{0,5}\(|\bregisterInstrumentations\s{0,5}\(|\bgetNodeAutoInstrumentations\s{0,5}\(|\bnew\s{1,5}\w{2,40}Instrumentation\s{0,5}\(/,
  distribution:
    /\b(?:logfire|Traceloop|sentry_sdk|Sentry|phoenix|langfuse|uptrace|configure_azure_monitor|configure_opentelemetry|configureOpentelemetry|useAzureMonitor|registerOTel|initialize_telemetry|start_tracing)\b.{0,40}\(/i,
} as const satisfies Record<string, RegExp>;

/** Libraries of Node that instrumentations patch when they are loaded: the list of auto-instrumentations-node. */
const PATCHED =
  /\b(?:require\s{0,5}\(|from|import)\s{0,5}['"](express|koa|fastify|@hapi\/hapi|@nestjs\/core|connect|restify|router|pg|mysql2?|mongodb|mongoose|redis|ioredis|amqplib|kafkajs|graphql|knex|undici|@grpc\/grpc-js|winston|pino|socket\.io)['"]/;

/** Where the SDK begins to work, in Node. */
const BEGINS = /\.start\s{0,5}\(|\.register\s{0,5}\(|\bregisterInstrumentations\s{0,5}\(/;

/** The name of an exporter of spans with what it is given. */
const GIVEN = /\bOTLP(?:Span|Trace)Exporter\s{0,5}\(\s{0,5}\{?([^{}]{0,600})/;
/** `url: 'http://...'`, `endpoint="http://..."`, and a name alone, whose value is made elsewhere: `{ url, headers }`. */
const NAMED =
  /(?:^|[\s,({])(?:url|endpoint)(?:\s{0,5}[:=]\s{0,5}(?:(['"`])([^'"`\n]{0,300})\1|[^\s,)}])|\s{0,5}(?:,|$))/;

const GRPC = /otlp[./_-]proto[./_]grpc|exporter-trace-otlp-grpc/;
const HTTP = /otlp[./_-]proto[./_]http|exporter-trace-otlp-(?:http|proto)\b/;

/** Comments say nothing, and lines keep their numbers. */
const uncommented = (text: string): string => text.replace(/^[ \t]{0,200}(?:#|\/\/|\*|\/\*)[^\n]*/gm, '');

interface Read {
  readonly name: string;
  readonly text: string;
  readonly lines: readonly string[];
}

const place = ({ name, lines }: Read, line: number): CodePlace => ({
  file: name,
  line: line + 1,
  text: maskStrictly(printable((lines[line] ?? '').trim(), 160)),
});

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length - 1;

const first = (files: readonly Read[], sign: RegExp): CodePlace | null => {
  for (const file of files) {
    const line = file.lines.findIndex((text) => sign.test(text) && !/^\s{0,200}(?:import|from)\b/.test(text));
    if (line >= 0) return place(file, line);
  }
  return null;
};

const transportOf = (text: string): CodeEndpoint['transport'] => {
  const [grpc, http] = [GRPC.test(text), HTTP.test(text)];
  if (grpc === http) return null;
  return grpc ? 'grpc' : 'http';
};

const endpointOf = (files: readonly Read[]): CodeEndpoint | null => {
  for (const file of files) {
    const given = GIVEN.exec(file.text);
    const named = NAMED.exec(given?.[1] ?? '');
    if (given === null || named === null) continue;
    const at = given.index + given[0].length - (given[1]?.length ?? 0) + named.index + 1;
    const literal = named[2] !== undefined && !named[2].includes('${') ? named[2] : null;
    return {
      ...place(file, lineAt(file.text, at)),
      address: literal === null ? null : maskUrl(printable(literal)),
      transport: transportOf(file.text),
    };
  }
  return null;
};

/** A library that is loaded above the line on which the SDK starts; import lines of modules run first wherever they stand. */
const beforeOf = (files: readonly Read[]): ApplicationCode['before'] => {
  for (const file of files) {
    const begins = file.lines.findIndex((text) => BEGINS.test(text));
    if (begins < 0) continue;
    const line = file.lines.findIndex((text, index) => {
      const hoisted = /^\s{0,200}import\b/.test(text);
      return PATCHED.test(text) && (hoisted || index < begins);
    });
    if (line >= 0) return { ...place(file, line), library: PATCHED.exec(file.lines[line] ?? '')?.[1] ?? '' };
  }
  return null;
};

/** Reads what the sources of a program say of its SDK; `shown` names a file for the reader. */
export const readCode = (
  loaded: Loaded,
  whole: boolean,
  shown: (path: string) => string,
): ApplicationCode => {
  const files = loaded.files.map(({ path, text }) => {
    const bare = uncommented(text);
    return { name: shown(path), text: bare, lines: bare.split('\n') };
  });
  const signs = Object.entries(SIGNS).map(([name, sign]) => [name, first(files, sign)] as const);
  return {
    ...(Object.fromEntries(signs) as Record<keyof typeof SIGNS, CodePlace | null>),
    endpoint: endpointOf(files),
    before: beforeOf(files),
    whole: whole && loaded.certain,
  };
};
