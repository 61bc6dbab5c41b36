/** What is known and has no finding code: it is told beside the causes. */
export const NOTES: readonly { readonly all: readonly RegExp[]; readonly text: string }[] = [
  {
    all: [/\bCORS\b|preflight|Access-Control/i],
    text: 'A browser asks first whether it may send there: whatever answers, the receiver or an ingress in front of it, has to allow the page and the headers (cors.allowed_origins and allowed_headers of the OTLP receiver)',
  },
  {
    all: [/agent/i, /application\.(?:ya?ml|properties)/i],
    text: 'The Java agent does not read application.yml or application.properties; its settings are -Dotel.* properties and OTEL_* variables',
  },
  {
    all: [/['"]-Dotel\.[^'"\n]{1,200} -Dotel\./],
    text: 'Several -D options in one pair of quotes are one option: each has to be an argument of its own',
  },
  {
    all: [/uvicorn|gunicorn|debug=True|reload(?:er)?|--workers|pre-?fork/i, /instrument/i],
    text: 'Reloaders and workers are processes of their own, in which opentelemetry-instrument has done nothing: set the SDK up in each worker, or start without the reloader',
  },
  {
    all: [/AddSource\(|ActivitySource|StartActivity/],
    text: 'In .NET only sources that AddSource names make spans; a source by another name returns null',
  },
  {
    all: [/traceflags? ?= ?0?0\b|-00\b|flags 00|unsampled|sampled flag|not sampled/i],
    text: 'A caller has decided not to sample, and parent-based samplers obey: look at the flags of the incoming traceparent',
  },
  {
    all: [/--env-file|\.env\b|dotenv/i],
    text: 'Files such as .env are often loaded after the SDK has read its environment: set the variables where the process is started',
  },
  {
    all: [
      /(?:another|second|first|twice|already)[^\n]{0,40}(?:provider|registered|set)|set_tracer_provider|Overriding of current/i,
    ],
    text: 'Only the first provider that is registered counts; what a second one is told has no effect',
  },
  {
    all: [/\bID length|invalid length for ID|invalid TraceID|TraceID length|base64/i, /json|hex|id/i],
    text: 'In OTLP as JSON the ids of traces and spans are hexadecimal text, in protobuf they are bytes',
  },
  {
    all: [/kafka|messag|sqs|rabbit|pubsub/i, /new trace|span links?|separate trace/i],
    text: 'By convention a consumer of messages may start a trace of its own, joined to the sender by a link',
  },
  {
    all: [/@Async|executor|thread ?pool|own thread|goroutine/i, /parent|context/i],
    text: 'The current span does not follow the work into another thread by itself: wrap the executor, or hand the context over',
  },
  {
    all: [/target group|health check/i, /ALB|load balancer/i],
    text: 'The OTLP receiver has no health service of its own: let the load balancer ask the health_check extension (port 13133), or accept the answers 0-99 of gRPC',
  },
];
