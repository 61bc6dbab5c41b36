import type { Remedy } from './remedy.ts';

/** Lines to paste. */
export const code = (...lines: readonly string[]): string => lines.join('\n');

const START = 'Start the application with OpenTelemetry';

/** Putting OpenTelemetry into an application that has none. */
export const START_INSTRUMENTED: Remedy = {
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
      'const stop = () => sdk.shutdown().finally(() => exit(0));',
      'process.once("SIGTERM", stop).once("SIGINT", stop);',
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

const ENDPOINT = 'Leave the endpoint to the environment';

/** An endpoint in code, which overrules the environment. */
export const NO_HARD_CODED_ENDPOINT: Remedy = {
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

const EXPORTER = 'Give the tracer provider an OTLP exporter';

/** A provider that has none. */
export const ADD_EXPORTER: Remedy = {
  ...START_INSTRUMENTED,
  python: {
    title: EXPORTER,
    text: code(
      '# pip install opentelemetry-exporter-otlp',
      'from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter',
      'from opentelemetry.sdk.trace.export import BatchSpanProcessor',
      'provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))',
    ),
  },
  nodejs: {
    title: EXPORTER,
    text: code(
      '// npm install @opentelemetry/exporter-trace-otlp-proto',
      "const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');",
      'new NodeSDK({ traceExporter: new OTLPTraceExporter(), /* ... */ });',
      '// without NodeSDK: new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] })',
    ),
  },
};

const REGISTER = 'Make the provider the global one';

export const REGISTER_PROVIDER: Remedy = {
  ...START_INSTRUMENTED,
  python: {
    title: REGISTER,
    text: code('from opentelemetry import trace', 'trace.set_tracer_provider(provider)'),
  },
  nodejs: { title: REGISTER, text: 'provider.register();' },
};

const PROVIDER = 'Set an SDK up before the libraries are instrumented';

export const MAKE_PROVIDER: Remedy = {
  ...START_INSTRUMENTED,
  python: {
    title: PROVIDER,
    text: code(
      '# pip install opentelemetry-sdk opentelemetry-exporter-otlp',
      'from opentelemetry import trace',
      'from opentelemetry.sdk.trace import TracerProvider',
      'from opentelemetry.sdk.trace.export import BatchSpanProcessor',
      'from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter',
      'provider = TracerProvider()',
      'provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))',
      'trace.set_tracer_provider(provider)',
    ),
  },
  nodejs: {
    title: PROVIDER,
    text: code(
      "const { NodeSDK } = require('@opentelemetry/sdk-node');",
      'const sdk = new NodeSDK({ instrumentations: [/* those that stand there now */] });',
      'sdk.start();',
    ),
  },
};
