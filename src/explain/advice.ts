import type { CheckCode } from '../model/check-code.ts';

type Advice = readonly [title: string, text: string];

/** What to do about a cause where nothing more exact can be told from the text. */
export const ADVICE: Readonly<Partial<Record<CheckCode, Advice>>> = {
  'auth/forbidden': [
    'Use a key that may write',
    'Check the rights of the key, and whether it is one for ingestion.',
  ],
  'auth/missing': [
    'Give the exporter the login',
    "export OTEL_EXPORTER_OTLP_HEADERS='authorization=Bearer%20YOUR_TOKEN'",
  ],
  'auth/rejected': [
    'Check the key and how it is written',
    'Take the key for ingestion, in the form that the backend documents, without blanks or line breaks around it.',
  ],
  'auth/tenant-missing': ['Name the tenant', "export OTEL_EXPORTER_OTLP_HEADERS='x-scope-orgid=YOUR_TENANT'"],
  'config/exporter-unknown': [
    'Use the name otlp, and install the package of the exporter',
    'Set OTEL_TRACES_EXPORTER=otlp, choose the protocol in OTEL_EXPORTER_OTLP_PROTOCOL, and install the exporter of that protocol.',
  ],
  'config/header-encoding': [
    'Write the blank as %20',
    'OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20YOUR_TOKEN',
  ],
  'config/headers-malformed': [
    'Write name=value in lower case',
    'OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20YOUR_TOKEN,x-other=VALUE',
  ],
  'config/propagators-invalid': [
    'Use the same propagators on both sides',
    'Set OTEL_PROPAGATORS=tracecontext,baggage,b3multi where both formats occur, and install their packages.',
  ],
  'config/protocol-unsupported': [
    'Use a protocol that this SDK has',
    'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf and the endpoint of the HTTP port, 4318.',
  ],
  'config/resource-attributes-malformed': [
    'Write name=value,name=value',
    'Leave out empty entries and commas at the end; encode commas and = within values (%2C, %3D).',
  ],
  'config/resource-overridden': [
    'Name the service in one place',
    'Set OTEL_SERVICE_NAME and take the name out of the code, or merge the resource of the environment over the one in code.',
  ],
  'config/sampler-invalid': [
    'Use a sampler that is taken',
    'Set OTEL_TRACES_SAMPLER=parentbased_always_on, and a ratio in OTEL_TRACES_SAMPLER_ARG only with traceidratio.',
  ],
  'config/timeout-suspicious': [
    'Give the timeout in the unit of the SDK',
    'Set OTEL_EXPORTER_OTLP_TIMEOUT in milliseconds (10000), in Python in seconds (10), apart for each language.',
  ],
  'config/value-quoted': [
    'Write the value without quotes',
    'Compose lists, env files of docker run and systemd keep quotes as a part of the value.',
  ],
  'config/value-unexpanded': [
    'Define the variable above its use',
    'In Kubernetes put the entry that is referred to before the one that refers to it; elsewhere check that something expands the reference.',
  ],
  'config/variable-misspelled': [
    'Use the name that SDKs read',
    'The endpoint is OTEL_EXPORTER_OTLP_ENDPOINT, the headers are OTEL_EXPORTER_OTLP_HEADERS.',
  ],
  'config/variable-unsupported': [
    "Use the SDK's own way",
    'Give the value in code or by the option that this SDK documents, or upgrade to a release that reads the variable.',
  ],
  'endpoint/invalid': [
    'Give host and port there, or use the option for URLs',
    'In Go: WithEndpointURL("http://collector:4318/v1/traces"), or WithEndpoint("collector:4318") with WithInsecure().',
  ],
  'endpoint/path-doubled': [
    'Cut the path of the signal off the endpoint',
    'Give the base URL, such as http://collector:4318; the path is appended.',
  ],
  'endpoint/path-wrong': [
    'Give the path that the backend documents',
    'Check prefix and slashes of the endpoint: exporters append /v1/traces to the general endpoint only.',
  ],
  'endpoint/scheme-missing': [
    'Put http:// or https:// in front',
    'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317',
  ],
  'endpoint/scheme-unsupported': [
    'Use http:// for plaintext and https:// for TLS',
    'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317',
  ],
  'endpoint/signal-path-missing': [
    'Append the path of the signal',
    'http://collector:4318/v1/traces where the endpoint is given in code or for one signal.',
  ],
  'network/connect-timeout': [
    'Let the connection through',
    'Allow TCP to the port of the receiver in firewall, security group or network policy.',
  ],
  'network/connection-refused': [
    'Start the receiver, and compare the port',
    'Check that something listens on the port from where the application runs.',
  ],
  'network/container-localhost': [
    'Name the other container instead of localhost',
    'In Compose the service (http://otel-collector:4318), in Kubernetes the Service, for the host host.docker.internal.',
  ],
  'network/dns-failure': [
    'Use a name that resolves where the application runs',
    'In Compose the name of the service, in Kubernetes service.namespace.svc; give host.docker.internal by extra_hosts: host.docker.internal:host-gateway.',
  ],
  'network/proxy-intercepts': [
    'Leave the receiver out of the proxy',
    'Add its host to NO_PROXY, and restart the process.',
  ],
  'pipeline/config-invalid': [
    'Check the configuration',
    'otelcol validate --config=FILE names the line; the logging exporter is called debug now.',
  ],
  'pipeline/exporter-failing': [
    'Look at the error of the exporter',
    'Diagnose the next hop with otel-doctor from where the Collector runs.',
  ],
  'pipeline/exports-to-itself': [
    'Give the exporter the address of the backend',
    'The endpoint under exporters must not be the one under receivers.',
  ],
  'pipeline/memory-limiter-misconfigured': [
    'Make the spike smaller',
    'spike_limit is about a fifth of limit; data is refused from limit minus spike on.',
  ],
  'pipeline/port-not-published': [
    'Publish the port, or use the port of the container',
    'docker run -p 4317:4317 -p 4318:4318 ...; between containers the number on the right counts.',
  ],
  'pipeline/receiver-bound-to-loopback': [
    'Let the receiver listen on every address',
    'receivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: 0.0.0.0:4317\n      http:\n        endpoint: 0.0.0.0:4318',
  ],
  'pipeline/receiver-unused': [
    'Name it in a pipeline',
    'service:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      exporters: [otlp_grpc]',
  ],
  'pipeline/signal-missing': [
    'Add a pipeline for the signal',
    'service:\n  pipelines:\n    metrics:\n      receivers: [otlp]\n      exporters: [otlp_grpc]',
  ],
  'pipeline/spans-refused': [
    'Give the Collector more memory, or less data',
    'Raise limit_mib, or put the batch processor and sampling before.',
  ],
  'protocol/compression-unsupported': ['Send without compression', 'OTEL_EXPORTER_OTLP_COMPRESSION=none'],
  'protocol/grpc-to-http-port': [
    'Send gRPC to 4317, or HTTP to 4318',
    'OTEL_EXPORTER_OTLP_PROTOCOL=grpc\nOTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317',
  ],
  'protocol/http-to-grpc-port': [
    'Send HTTP to 4318, or gRPC to 4317',
    'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\nOTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318',
  ],
  'protocol/http2-unsupported': [
    'Send HTTP instead of gRPC through it',
    'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf with the HTTP port, or let the proxy speak HTTP/2 to both sides.',
  ],
  'protocol/json-unsupported': [
    'Send protobuf',
    'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf; in JavaScript the package @opentelemetry/exporter-trace-otlp-proto.',
  ],
  'protocol/not-otlp': [
    'Give the address of the receiver',
    'Ports of user interfaces are not the ones of OTLP, which are 4317 and 4318 by default.',
  ],
  'protocol/wrong-port': ['Give the port of OTLP', '4317 for gRPC, 4318 for HTTP.'],
  'receiver/partial-success': [
    'Read what was rejected',
    'The body of the answer tells how many items and why; the log of the receiver tells more.',
  ],
  'receiver/payload-too-large': [
    'Send less at once',
    'Lower OTEL_BSP_MAX_EXPORT_BATCH_SIZE or send_batch_max_size, or raise max_recv_msg_size_mib of the receiver.',
  ],
  'receiver/signal-not-enabled': [
    'Add a pipeline for the signal, or do not send it',
    'OTEL_METRICS_EXPORTER=none where no metrics are wanted.',
  ],
  'receiver/throttled': [
    'Send less, or raise the limit',
    'Sample, batch, or raise the ingestion limit of the tenant.',
  ],
  'telemetry/clock-skew': ['Set the clocks', 'Let every machine synchronise its clock (NTP, chrony).'],
  'telemetry/flushed-at-exit-missing': [
    'Flush before the end',
    'Call forceFlush or shutdown of the provider before the process ends or is frozen.',
  ],
  'telemetry/propagation-broken': [
    'Let the headers through',
    'Forward traceparent as it comes, and no empty header of a trace.',
  ],
  'telemetry/self-instrumented': [
    "Leave the exporter's own requests out",
    'Ignore the endpoint in the instrumentation of the HTTP client.',
  ],
  'tls/ca-file-unreadable': [
    'Give a file that the process can read',
    'Check path and rights of the file from within the container.',
  ],
  'tls/certificate-untrusted': [
    'Give the exporter the certificate of the authority',
    'OTEL_EXPORTER_OTLP_CERTIFICATE=/path/to/ca.pem',
  ],
  'tls/client-certificate-required': [
    'Give the exporter a client certificate',
    'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE=/path/to/client.pem\nOTEL_EXPORTER_OTLP_CLIENT_KEY=/path/to/client.key',
  ],
  'tls/hostname-mismatch': [
    'Use a name of the certificate',
    'Give the host as it stands in the certificate, or issue one with the name in use.',
  ],
  'tls/plaintext-server': [
    'Say http://, or insecure',
    'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317; in a Collector tls: {insecure: true} under the exporter.',
  ],
  'tls/required': [
    'Say https://',
    'OTEL_EXPORTER_OTLP_ENDPOINT=https://collector:4317, with an exporter that was built with TLS.',
  ],
};
