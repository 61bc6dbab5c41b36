import type { ApplicationFact } from '../../model/application.ts';
import type { Fix } from '../../model/finding.ts';
import type { Silence } from '../silence.ts';
import { type Remedy, remedyFix } from './remedy.ts';

const code = (...lines: readonly string[]): string => lines.join('\n');

const START = 'Start the application with OpenTelemetry';

/** Putting OpenTelemetry into an application that has none. */
const START_INSTRUMENTED: Remedy = {
  python: {
    title: START,
    text: code(
      'pip install opentelemetry-distro opentelemetry-exporter-otlp',
      'opentelemetry-bootstrap -a install   # the instrumentation of the libraries that are installed',
      'opentelemetry-instrument python app.py',
    ),
  },
  nodejs: {
    title: START,
    text: code(
      'npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node',
      'node --require @opentelemetry/auto-instrumentations-node/register app.js',
      '# npm start and the like: NODE_OPTIONS="--require @opentelemetry/auto-instrumentations-node/register"',
      '# ES modules: node --experimental-loader=@opentelemetry/instrumentation/hook.mjs --import @opentelemetry/auto-instrumentations-node/register app.mjs',
    ),
  },
  java: {
    title: START,
    text: code(
      'java -javaagent:/path/to/opentelemetry-javaagent.jar -jar app.jar',
      '# Where the command cannot be changed: JAVA_TOOL_OPTIONS="-javaagent:/path/to/opentelemetry-javaagent.jar"',
    ),
  },
  go: {
    title: START,
    text: code(
      'exporter, err := otlptracegrpc.New(ctx) // or otlptracehttp.New(ctx); reads OTEL_EXPORTER_OTLP_ENDPOINT',
      'provider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))',
      'defer provider.Shutdown(context.Background())',
      'otel.SetTracerProvider(provider)',
      'otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}))',
      '// and an instrumentation, such as otelhttp.NewHandler(mux, "server")',
    ),
  },
  dotnet: {
    title: START,
    text: code(
      '// dotnet add package OpenTelemetry.Extensions.Hosting OpenTelemetry.Exporter.OpenTelemetryProtocol',
      '// and OpenTelemetry.Instrumentation.AspNetCore',
      'builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing',
      '    .AddAspNetCoreInstrumentation()',
      '    .AddSource("name of your ActivitySource")',
      '    .AddOtlpExporter());',
    ),
  },
  other: {
    title: START,
    text: 'Set up the SDK of the language with its OTLP exporter before the application starts its work: https://opentelemetry.io/docs/languages/',
  },
};

const FLUSH = 'Shut the SDK down before the process ends';

/** Sending what is still waiting before the process ends. */
export const FLUSH_AT_EXIT: Remedy = {
  python: {
    title: FLUSH,
    text: code(
      'from opentelemetry import trace',
      'trace.get_tracer_provider().shutdown()  # or force_flush(), as the last thing that the program does',
      '# The SDK does this by itself at a normal exit. It does not after os._exit(), in a worker of multiprocessing or',
      '# gunicorn (set the SDK up in the worker, after the fork), after SIGKILL, and in AWS Lambda, which freezes the process.',
    ),
  },
  nodejs: {
    title: FLUSH,
    text: code(
      'await main();',
      'await sdk.shutdown(); // sends what waits; an exit before that loses it',
      '// A service that is stopped:',
      "const { exit } = require('node:process');",
      'process.once("SIGTERM", () => sdk.shutdown().finally(() => exit(0)));',
    ),
  },
  java: {
    title: FLUSH,
    text: code(
      'openTelemetrySdk.close(); // or sdkTracerProvider.forceFlush().join(10, TimeUnit.SECONDS)',
      '// The agent and autoconfiguration do this in a shutdown hook, which Runtime.halt() and SIGKILL skip.',
    ),
  },
  go: {
    title: FLUSH,
    text: code(
      'func main() { os.Exit(run()) } // os.Exit and log.Fatal skip deferred calls, so they stand alone',
      'func run() int {',
      '    defer func() {',
      '        ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)',
      '        defer cancel()',
      '        _ = provider.Shutdown(ctx) // a context of its own: that of the program is cancelled by now',
      '    }()',
    ),
  },
  dotnet: {
    title: FLUSH,
    text: code(
      'using var tracerProvider = Sdk.CreateTracerProviderBuilder()./* ... */Build(); // Dispose sends what waits',
      '// or tracerProvider.ForceFlush() before Environment.Exit. With the generic host: await app.RunAsync(), which disposes it.',
    ),
  },
  other: {
    title: FLUSH,
    text: 'Call shutdown or forceFlush of the tracer provider as the last thing that the program does, and wait for it.',
  },
};

/** A shorter wait of the batch processor, in milliseconds. */
const SHORT_DELAY = '200';

/** Sending sooner, for a process that ends before the first export is due. */
export const sendSoonerFix = (): Fix => ({
  title: 'As a stop-gap: export every 200 ms, which helps a process that lives longer than that',
  env: { OTEL_BSP_SCHEDULE_DELAY: SHORT_DELAY },
});

const ENDPOINT = 'Leave the endpoint to the environment';

/** An endpoint in code, which overrules the environment. */
const NO_HARD_CODED_ENDPOINT: Remedy = {
  python: {
    title: ENDPOINT,
    text: 'exporter = OTLPSpanExporter()  # without endpoint=..., it reads OTEL_EXPORTER_OTLP_ENDPOINT',
  },
  nodejs: {
    title: ENDPOINT,
    text: 'const traceExporter = new OTLPTraceExporter(); // without url, it reads OTEL_EXPORTER_OTLP_ENDPOINT',
  },
  java: {
    title: ENDPOINT,
    text: code(
      '// Exporters from a builder read no variables; autoconfiguration does:',
      'OpenTelemetry openTelemetry = AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk();',
      '// Also look for -Dotel.exporter.otlp.endpoint, which overrules the variable.',
    ),
  },
  go: {
    title: ENDPOINT,
    text: 'exporter, err := otlptracegrpc.New(ctx) // without WithEndpoint and WithEndpointURL, it reads OTEL_EXPORTER_OTLP_ENDPOINT',
  },
  dotnet: {
    title: ENDPOINT,
    text: '.AddOtlpExporter() // without options.Endpoint, it reads OTEL_EXPORTER_OTLP_ENDPOINT',
  },
  other: {
    title: ENDPOINT,
    text: 'Take the address of the receiver out of the code, so that OTEL_EXPORTER_OTLP_ENDPOINT decides.',
  },
};

const text = (title: string, words: string): Fix => ({ title, text: words });

const MAKE_REQUESTS = text(
  'Let it do something that is traced',
  'Send the application a request while it runs, or let it run longer, and look whether the libraries that it uses are among those that OpenTelemetry instruments.',
);

const FIXES: Readonly<Record<Silence, (application: ApplicationFact) => readonly Fix[]>> = {
  disabled: ({ disabled }) => [
    { title: 'Unset the variable', env: { [disabled?.name ?? 'OTEL_SDK_DISABLED']: null } },
  ],
  exporter: ({ exporter }) => [
    { title: 'Export traces over OTLP', env: { [exporter?.name ?? 'OTEL_TRACES_EXPORTER']: 'otlp' } },
  ],
  sampler: () => [
    { title: 'Record every trace', env: { OTEL_TRACES_SAMPLER: 'parentbased_always_on' } },
    text(
      'Keep a part of the traces',
      'Set OTEL_TRACES_SAMPLER to parentbased_traceidratio and OTEL_TRACES_SAMPLER_ARG to the part to keep, such as 0.1.',
    ),
  ],
  failed: () => [
    text(
      'Put right what the log complains of',
      'Run otel-doctor with the settings of the application: it tells which of them is wrong and tries the way out.',
    ),
  ],
  elsewhere: ({ language }) => [remedyFix(NO_HARD_CODED_ENDPOINT, language)],
  file: ({ configFile }) => [
    text(
      'Let the file export traces',
      `Give ${configFile?.value ?? 'the configuration file'} a tracer_provider with a batch processor and an otlp_http or otlp_grpc exporter. With ${configFile?.name ?? 'OTEL_CONFIG_FILE'} set, the SDK does not read the other OTEL_ variables.`,
    ),
  ],
  'not-instrumented': ({ language }) => [remedyFix(START_INSTRUMENTED, language)],
  crashed: () => [
    text(
      'Find out why it ended',
      'Read what the command wrote before it ended; it had no time to send anything.',
    ),
  ],
  'not-flushed': ({ language }) => [remedyFix(FLUSH_AT_EXIT, language), sendSoonerFix()],
  'sampled-part': () => [
    { title: 'Record every trace', env: { OTEL_TRACES_SAMPLER: 'parentbased_always_on' } },
    MAKE_REQUESTS,
  ],
  'no-spans': ({ stopped, language }) => [
    MAKE_REQUESTS,
    ...(stopped ? [remedyFix(FLUSH_AT_EXIT, language)] : []),
  ],
  unknown: ({ language }) => [
    remedyFix(START_INSTRUMENTED, language),
    remedyFix(FLUSH_AT_EXIT, language),
    MAKE_REQUESTS,
  ],
};

/** Ways out of a silence, in the language of the application. */
export const silenceFixes = (silence: Silence, application: ApplicationFact): readonly Fix[] =>
  FIXES[silence](application);
