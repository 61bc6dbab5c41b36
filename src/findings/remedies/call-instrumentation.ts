import type { Remedy } from './remedy.ts';

const code = (...lines: readonly string[]): string => lines.join('\n');

const CALLER = 'Instrument the client with which the call is made';

/** A library that makes a client span and adds `traceparent` to the request by itself. */
export const CLIENT_INSTRUMENTATION: Remedy = {
  python: {
    title: CALLER,
    text: code(
      '# The package of the library that makes the call: -requests, -httpx, -urllib3, -urllib, -aiohttp-client or -grpc',
      'pip install opentelemetry-instrumentation-requests',
      '# opentelemetry-instrument then uses it by itself. In code, before the first call:',
      'from opentelemetry.instrumentation.requests import RequestsInstrumentor',
      'RequestsInstrumentor().instrument()',
    ),
  },
  nodejs: {
    title: CALLER,
    text: code(
      '// npm install @opentelemetry/instrumentation-http @opentelemetry/instrumentation-undici',
      '// http and https (axios, got, node-fetch 2) need the first, the built-in fetch needs the second.',
      'const sdk = new NodeSDK({',
      '  instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()],',
      '});',
      'sdk.start();',
      '// This file has to run before anything else: node --require ./tracing.js app.js (--import for ES modules).',
    ),
  },
  java: {
    title: CALLER,
    text: code(
      '# The agent instruments the common clients by itself:',
      'java -javaagent:opentelemetry-javaagent.jar -jar app.jar',
      '# Without it, use the library for the client, for example io.opentelemetry.instrumentation:opentelemetry-java-http-client.',
    ),
  },
  go: {
    title: CALLER,
    text: code(
      '// go get go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      'client := http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}',
      '// The request carries the context of the span; without it the call starts a trace of its own:',
      'request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)',
      'response, err := client.Do(request)',
    ),
  },
  dotnet: {
    title: CALLER,
    text: code(
      '// dotnet add package OpenTelemetry.Instrumentation.Http (or .GrpcNetClient)',
      'services.AddOpenTelemetry().WithTracing(tracing => tracing',
      '    .AddHttpClientInstrumentation()',
      '    .AddOtlpExporter());',
    ),
  },
  other: {
    title: CALLER,
    text: 'Add the instrumentation library for the HTTP or RPC client that makes this call. It makes a client span and adds the header traceparent to the request.',
  },
};

const CALLEE = 'Instrument the framework that takes the request';

/** A library that makes the server span and reads `traceparent` by itself. */
export const SERVER_INSTRUMENTATION: Remedy = {
  python: {
    title: CALLEE,
    text: code(
      '# The package of the framework: -flask, -fastapi, -django, -starlette, -aiohttp-server, -tornado, -wsgi, -asgi or -grpc',
      'pip install opentelemetry-instrumentation-fastapi',
      '# opentelemetry-instrument then uses it by itself. In code, right after the application object is made:',
      'from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor',
      'FastAPIInstrumentor.instrument_app(app)',
    ),
  },
  nodejs: {
    title: CALLEE,
    text: code(
      '// npm install @opentelemetry/instrumentation-http @opentelemetry/instrumentation-express',
      '// -http reads the header and makes the server span; -express only adds routes to it.',
      'const sdk = new NodeSDK({',
      '  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],',
      '});',
      'sdk.start();',
      '// It has to run before the application imports http or express: node --require ./tracing.js app.js',
      '// (ES modules: node --experimental-loader=@opentelemetry/instrumentation/hook.mjs --import ./tracing.mjs app.mjs).',
    ),
  },
  java: {
    title: CALLEE,
    text: code(
      '# The agent instruments servlets, Spring, Netty, gRPC and others by itself:',
      'java -javaagent:opentelemetry-javaagent.jar -jar app.jar',
    ),
  },
  go: {
    title: CALLEE,
    text: code(
      '// go get go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      'http.ListenAndServe(address, otelhttp.NewHandler(mux, "server"))',
      '// Handlers then take their context from r.Context(), never from context.Background().',
    ),
  },
  dotnet: {
    title: CALLEE,
    text: code(
      '// dotnet add package OpenTelemetry.Instrumentation.AspNetCore',
      'builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing',
      '    .AddAspNetCoreInstrumentation()',
      '    .AddOtlpExporter());',
    ),
  },
  other: {
    title: CALLEE,
    text: 'Add the instrumentation library for the web or RPC framework of this service. It reads the header traceparent and makes the server span a child of the caller.',
  },
};
