import type { Fix } from '../../model/finding.ts';
import type { ExporterSpanGroup } from '../../model/telemetry.ts';
import { fixLanguage, type Remedy, remedyFix } from './remedy.ts';

const code = (...lines: readonly string[]): string => lines.join('\n');

const TITLE = "Leave the exporter's requests out in code";

/** Keeping the requests of an exporter out of the instrumentation, and everything else in. */
const SUPPRESS: Remedy = {
  python: {
    title: TITLE,
    text: code(
      'from opentelemetry.instrumentation.utils import suppress_instrumentation',
      'with suppress_instrumentation():  # around the call that sends telemetry',
      '    exporter.export(spans)',
    ),
  },
  nodejs: {
    title: TITLE,
    text: code(
      'new HttpInstrumentation({',
      '  ignoreOutgoingRequestHook: (request) => /\\/v1\\/(traces|metrics|logs)$/.test(request.path ?? ""),',
      '});',
      '// undici and fetch: new UndiciInstrumentation({ ignoreRequestHook: (request) => ... })',
      "// An exporter of your own: context.with(suppressTracing(context.active()), () => send()), from '@opentelemetry/core'.",
    ),
  },
  java: {
    title: TITLE,
    text: code(
      '// The agent leaves its own exporter out. An SDK that the application builds beside the agent is traced by it:',
      '// take that SDK out and use the one of the agent.',
      'OpenTelemetry openTelemetry = GlobalOpenTelemetry.get();',
    ),
  },
  go: {
    title: TITLE,
    text: code(
      '// Give the exporter a client without otelhttp.NewTransport, and leave http.DefaultTransport unwrapped.',
      '// Where one transport serves both:',
      'otelhttp.NewTransport(http.DefaultTransport, otelhttp.WithFilter(func(r *http.Request) bool {',
      '    return !strings.HasPrefix(r.URL.Path, "/v1/")',
      '}))',
      '// gRPC: do not add otelgrpc.NewClientHandler to otlptracegrpc.WithDialOption.',
    ),
  },
  dotnet: {
    title: TITLE,
    text: code(
      '.AddHttpClientInstrumentation(options => options.FilterHttpRequestMessage =',
      '    request => request.RequestUri?.AbsolutePath is not ("/v1/traces" or "/v1/metrics" or "/v1/logs"))',
      '// An exporter of your own: using var scope = SuppressInstrumentationScope.Begin(); around the request.',
    ),
  },
  other: {
    title: TITLE,
    text: 'Exclude the address of the OTLP receiver in the instrumentation of the HTTP or RPC client, or suppress instrumentation while the exporter sends.',
  },
};

const isRpc = ({ called, scope }: ExporterSpanGroup): boolean =>
  /opentelemetry\.proto\./.test(called) || /grpc/i.test(scope);

/** Entry points of the Python instrumentations: https://opentelemetry.io/docs/zero-code/python/configuration/ */
const pythonNames = (groups: readonly ExporterSpanGroup[]): readonly string[] => {
  const over = (names: readonly string[], present: boolean): readonly string[] => (present ? names : []);
  const seen = groups.flatMap(
    ({ scope }) => /^opentelemetry\.instrumentation\.([\w.]+)$/.exec(scope)?.[1] ?? [],
  );
  const others = seen.filter((name) => !name.startsWith('grpc')).map((name) => name.replaceAll('_', '-'));
  return [
    ...new Set([
      ...over(
        ['requests', 'urllib3', 'urllib'],
        groups.some((group) => !isRpc(group)),
      ),
      ...others,
      ...over(['grpc_client', 'grpc_aio_client'], groups.some(isRpc)),
    ]),
  ];
};

/** `io.opentelemetry.okhttp-3.0` -> `OTEL_INSTRUMENTATION_OKHTTP_ENABLED`. */
const javaVariables = (groups: readonly ExporterSpanGroup[]): readonly string[] =>
  groups.flatMap(({ scope }) => {
    const name = /^io\.opentelemetry\.([a-z-]+?)(-\d[\d.]*)?$/.exec(scope)?.[1];
    return name === undefined
      ? []
      : [`OTEL_INSTRUMENTATION_${name.replaceAll('-', '_').toUpperCase()}_ENABLED`];
  });

/** `@opentelemetry/instrumentation-undici` -> `undici`; not `http`, which makes the server spans too. */
const nodeNames = (groups: readonly ExporterSpanGroup[]): readonly string[] => [
  ...new Set(
    groups.flatMap(
      ({ scope }) => /^@opentelemetry\/instrumentation-(undici|grpc|net|dns)$/.exec(scope)?.[1] ?? [],
    ),
  ),
];

const COST = 'calls of the application through the same libraries leave no spans any more';

/** The same variable for pods that the OpenTelemetry Operator instruments. */
const operatorFix = (value: string): Fix => ({
  title: 'In Kubernetes: put the variable into the Instrumentation resource',
  text: code(
    'apiVersion: opentelemetry.io/v1alpha1',
    'kind: Instrumentation',
    'metadata:',
    '  name: instrumentation',
    'spec:',
    '  python:',
    '    env:',
    '      - name: OTEL_PYTHON_DISABLED_INSTRUMENTATIONS',
    `        value: ${value}`,
    '# Pods take it over when they are started again.',
  ),
});

const pythonFixes = (groups: readonly ExporterSpanGroup[]): readonly Fix[] => {
  const names = pythonNames(groups).join(',');
  const overHttp = groups.every((group) => !isRpc(group));
  return [
    {
      title: `Switch the instrumentation of these libraries off; ${COST}`,
      env: { OTEL_PYTHON_DISABLED_INSTRUMENTATIONS: names },
    },
    ...(overHttp
      ? [
          {
            title: 'Leave out only the addresses of the receiver',
            env: { OTEL_PYTHON_EXCLUDED_URLS: 'v1/traces,v1/metrics,v1/logs' },
          },
        ]
      : []),
    operatorFix(names),
  ];
};

const nodeFixes = (groups: readonly ExporterSpanGroup[]): readonly Fix[] => {
  const names = nodeNames(groups);
  if (names.length === 0) return [];
  const title = `Switch the instrumentation of these libraries off; ${COST}`;
  return [{ title, env: { OTEL_NODE_DISABLED_INSTRUMENTATIONS: names.join(',') } }];
};

const javaFixes = (groups: readonly ExporterSpanGroup[]): readonly Fix[] => {
  const variables = javaVariables(groups);
  if (variables.length === 0) return [];
  const title = `Switch the agent's instrumentation of this client off; ${COST}`;
  return [{ title, env: Object.fromEntries(variables.map((name) => [name, 'false'])) }];
};

/** Ways to keep the requests of the exporter out of the traces of a service. */
export const suppressionFixes = (
  language: string | null,
  groups: readonly ExporterSpanGroup[],
): readonly Fix[] => {
  const inCode = remedyFix(SUPPRESS, language);
  const spoken = fixLanguage(language);
  if (spoken === 'python') return [...pythonFixes(groups), inCode];
  if (spoken === 'nodejs') return [...nodeFixes(groups), inCode];
  return spoken === 'java' ? [inCode, ...javaFixes(groups)] : [inCode];
};
