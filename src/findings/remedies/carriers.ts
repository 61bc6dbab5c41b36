import type { Remedy } from './remedy.ts';

const code = (...lines: readonly string[]): string => lines.join('\n');

/** Adding the context to a request or message by hand. */
const inject = (carrier: 'request' | 'message'): Remedy => {
  const title = `Add the trace context to the ${carrier}`;
  return {
    python: {
      title,
      text: code(
        'from opentelemetry.propagate import inject',
        'headers = {}',
        'inject(headers)  # while the span of the call is the current one',
        carrier === 'request'
          ? 'requests.get(url, headers=headers)'
          : 'producer.send(topic, body, headers=[(name, value.encode()) for name, value in headers.items()])',
      ),
    },
    nodejs: {
      title,
      text: code(
        "const { context, propagation } = require('@opentelemetry/api');",
        'const headers = {};',
        'propagation.inject(context.active(), headers); // inside startActiveSpan',
        carrier === 'request'
          ? 'await fetch(url, { headers });'
          : 'await producer.send({ topic, messages: [{ value, headers }] });',
      ),
    },
    java: {
      title,
      text: code(
        'TextMapPropagator propagator = GlobalOpenTelemetry.getPropagators().getTextMapPropagator();',
        carrier === 'request'
          ? 'propagator.inject(Context.current(), requestBuilder, (request, name, value) -> request.header(name, value));'
          : 'propagator.inject(Context.current(), record.headers(), (headers, name, value) -> headers.add(name, value.getBytes(UTF_8)));',
      ),
    },
    go: {
      title,
      text:
        carrier === 'request'
          ? 'otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(request.Header))'
          : code(
              'headers := propagation.MapCarrier{}',
              'otel.GetTextMapPropagator().Inject(ctx, headers)',
              '// then put every name and value of headers into the headers of the message',
            ),
    },
    dotnet: {
      title,
      text: code(
        'var context = new PropagationContext(Activity.Current?.Context ?? default, Baggage.Current);',
        `Propagators.DefaultTextMapPropagator.Inject(context, ${carrier}.Headers,`,
        `    (headers, name, value) => headers.Add(name, ${carrier === 'request' ? 'value' : 'Encoding.UTF8.GetBytes(value)'}));`,
      ),
    },
    other: {
      title,
      text: `Call inject of the propagator while the span of the call is the current one, with the headers of the ${carrier} as the carrier.`,
    },
  };
};

const extractInPython = (carrier: 'request' | 'message', kind: string): string =>
  code(
    'from opentelemetry.propagate import extract',
    'from opentelemetry.trace import SpanKind',
    carrier === 'request'
      ? 'parent = extract(request.headers)'
      : 'parent = extract({name: value.decode() for name, value in message.headers})',
    `with tracer.start_as_current_span("handle", context=parent, kind=SpanKind.${kind}):`,
    '    ...',
  );

/** Reading the context from a request or message by hand. */
const extract = (carrier: 'request' | 'message'): Remedy => {
  const title = `Read the trace context from the ${carrier}`;
  const kind = carrier === 'request' ? 'SERVER' : 'CONSUMER';
  const pascalKind = carrier === 'request' ? 'Server' : 'Consumer';
  return {
    python: { title, text: extractInPython(carrier, kind) },
    nodejs: {
      title,
      text: code(
        "const { SpanKind, context, propagation } = require('@opentelemetry/api');",
        `const parent = propagation.extract(context.active(), ${carrier}.headers); // values as text`,
        `await tracer.startActiveSpan('handle', { kind: SpanKind.${kind} }, parent, async (span) => {`,
        '  try { await handle(); } finally { span.end(); }',
        '});',
      ),
    },
    java: {
      title,
      text: code(
        '// getter: a TextMapGetter whose get(carrier, name) returns the header of that name',
        'Context parent = GlobalOpenTelemetry.getPropagators().getTextMapPropagator()',
        `    .extract(Context.current(), ${carrier}, getter);`,
        `Span span = tracer.spanBuilder("handle").setParent(parent).setSpanKind(SpanKind.${kind}).startSpan();`,
        'try (Scope scope = span.makeCurrent()) { handle(); } finally { span.end(); }',
      ),
    },
    go: {
      title,
      text: code(
        carrier === 'request'
          ? 'ctx := otel.GetTextMapPropagator().Extract(r.Context(), propagation.HeaderCarrier(r.Header))'
          : 'ctx = otel.GetTextMapPropagator().Extract(ctx, propagation.MapCarrier(headersOfTheMessage))',
        `ctx, span := tracer.Start(ctx, "handle", trace.WithSpanKind(trace.SpanKind${pascalKind}))`,
        'defer span.End()',
      ),
    },
    dotnet: {
      title,
      text: code(
        `var parent = Propagators.DefaultTextMapPropagator.Extract(default, ${carrier}.Headers,`,
        '    (headers, name) => ReadHeader(headers, name)); // the values of that name as strings',
        `using var activity = source.StartActivity("handle", ActivityKind.${pascalKind}, parent.ActivityContext);`,
      ),
    },
    other: {
      title,
      text: `Call extract of the propagator with the headers of the ${carrier}, and start the span with the context that it returns as the parent.`,
    },
  };
};

/** Adding the trace context to the headers of a request. */
export const INJECT_REQUEST = inject('request');
/** Adding the trace context to the headers of a message. */
export const INJECT_MESSAGE = inject('message');
/** Reading the trace context from the headers of a request. */
export const EXTRACT_REQUEST = extract('request');
/** Reading the trace context from the headers of a message. */
export const EXTRACT_MESSAGE = extract('message');
