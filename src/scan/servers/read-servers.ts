import { readToml } from '../blocks/read-blocks.ts';
import type { SourceFile } from '../files.ts';
import type { KindReading } from '../kinds/kind.ts';
import { parse, type ReadContext, unparsed } from '../parse.ts';
import { placer } from '../place.ts';
import { withoutComments } from '../yaml/json.ts';
import type { YamlReading } from '../yaml/read-yaml.ts';
import { below, entriesOf, itemsOf, textOf, type YamlNode } from '../yaml/tree.ts';
import { inEnvoy } from './envoy.ts';
import { fluentBitClassic, fluentBitYaml } from './fluent-bit.ts';
import { serverWorkloads, type Written } from './server.ts';

const documentsOf = (file: SourceFile, context: ReadContext): YamlReading => {
  if (/\.toml$/i.test(file.path)) return { documents: [readToml(file.path, file.text)], problem: null };
  return parse(/\.json$/i.test(file.path) ? { ...file, text: withoutComments(file.text) } : file, context);
};

type Find = (root: YamlNode) => readonly Written[];

const NO_ADDRESS = 'holds OTLP settings and was not read: no address is found in it';

/** A reader of the exporters in the documents of a file. */
const reader =
  (label: string, find: Find) =>
  (file: SourceFile, context: ReadContext): KindReading => {
    const reading = documentsOf(file, context);
    const written = reading.documents.flatMap(find);
    const unread = unparsed(file, reading);
    const nothing = written.length === 0 && unread.length === 0;
    return {
      workloads: [],
      servers: serverWorkloads({ ...file, label }, written),
      unread: nothing ? [{ path: file.path, why: NO_ADDRESS }] : unread,
    };
  };

const SIGNALS = [
  ['tracing', 'TRACES', 'traces'],
  ['metrics', 'METRICS', 'metrics'],
  ['log', 'LOGS', 'logs'],
  ['accessLog', 'LOGS', 'logs'],
] as const;

const isTrue = (node: YamlNode | undefined): boolean => /^true$/i.test(textOf(node) ?? '');

/**
 * The path of the signal is appended where an endpoint for HTTP has none.
 * https://doc.traefik.io/traefik/reference/install-configuration/observability/tracing/
 */
const inTraefik: Find = (root) =>
  SIGNALS.flatMap(([key, signal, route]): readonly Written[] => {
    const [http, grpc] = ['http', 'grpc'].map((way) => below(root, key, 'otlp', way, 'endpoint'));
    const [toHttp, toGrpc] = [textOf(http), textOf(grpc)];
    const insecure = isTrue(below(root, key, 'otlp', 'grpc', 'insecure'));
    const whole = toHttp === null || /:\/\/[^/]{1,300}\/./.test(toHttp) ? toHttp : `${toHttp}/v1/${route}`;
    return [
      ...(http === undefined || whole === null
        ? []
        : [
            {
              ...({ signal, protocol: 'http/protobuf', secure: true, text: whole } as const),
              ...{ at: whole === toHttp ? http : http.at, spelt: `${key}.otlp.http.endpoint` },
            },
          ]),
      ...(grpc === undefined || toGrpc === null
        ? []
        : [
            {
              ...({ signal, protocol: 'grpc', secure: !insecure, text: toGrpc, at: grpc.at } as const),
              spelt: `${key}.otlp.grpc.endpoint`,
            },
          ]),
    ];
  });

/** The sink takes its address as it is. https://vector.dev/docs/reference/configuration/sinks/opentelemetry/ */
const inVector: Find = (root) =>
  entriesOf(below(root, 'sinks')).flatMap(({ key, value }): readonly Written[] => {
    const uri = below(value, 'protocol', 'uri');
    const text = textOf(uri);
    if (textOf(below(value, 'type')) !== 'opentelemetry' || uri === undefined || text === null) return [];
    const [, route] = /\/v1\/(traces|metrics|logs)\/?$/.exec(text) ?? [];
    const signal = route === 'traces' ? 'TRACES' : route === 'metrics' ? 'METRICS' : 'LOGS';
    return [
      { signal, protocol: 'http/protobuf', text, secure: false, at: uri, spelt: `uri of the sink ${key}` },
    ];
  });

const CODEX = [
  ['exporter', 'LOGS'],
  ['trace_exporter', 'TRACES'],
  ['metrics_exporter', 'METRICS'],
] as const;

/** `[otel.exporter.otlp-http]`; addresses are taken as they are. https://developers.openai.com/codex/config-reference */
const inCodex: Find = (root) =>
  CODEX.flatMap(([key, signal]) =>
    (['otlp-http', 'otlp-grpc'] as const).flatMap((way): readonly Written[] => {
      const endpoint = below(root, 'otel', key, way, 'endpoint');
      const text = textOf(endpoint);
      const protocol = way === 'otlp-grpc' ? 'grpc' : 'http/protobuf';
      return endpoint === undefined || text === null
        ? []
        : [{ signal, protocol, text, secure: false, at: endpoint, spelt: `otel.${key}.${way}.endpoint` }];
    }),
  );

/** `telemetry.otlpEndpoint`, over gRPC unless it says http. https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/telemetry.md */
const inGemini: Find = (root) => {
  const telemetry = below(root, 'telemetry');
  const endpoint = below(telemetry, 'otlpEndpoint');
  const text = textOf(endpoint);
  if (endpoint === undefined || text === null || textOf(below(telemetry, 'enabled')) === 'false') return [];
  const protocol = textOf(below(telemetry, 'otlpProtocol')) === 'http' ? 'http/protobuf' : 'grpc';
  return [{ signal: null, protocol, text, secure: false, at: endpoint, spelt: 'telemetry.otlpEndpoint' }];
};

/** `spec.tracing.otel` of a Configuration. https://docs.dapr.io/operations/observability/tracing/setup-tracing/ */
const inDapr: Find = (root) => {
  const otel = below(root, 'spec', 'tracing', 'otel');
  const address = below(otel, 'endpointAddress');
  const text = textOf(address);
  if (address === undefined || text === null) return [];
  const protocol = textOf(below(otel, 'protocol')) === 'http' ? 'http/protobuf' : 'grpc';
  const route = protocol === 'grpc' ? '' : '/v1/traces';
  return [
    {
      ...{ signal: 'TRACES', protocol, secure: isTrue(below(otel, 'isSecure')), at: address.at },
      ...{ text: `${text.replace(/\/$/, '')}${route}`, spelt: 'endpointAddress of tracing.otel' },
    },
  ];
};

const EXPORTER = /\botel_exporter\s{0,20}\{([^{}]{0,2000})\}/g;
const ENDPOINT = /(?:^|[;\s])endpoint\s{1,20}["']?([^;\s"']{1,300})["']?\s{0,20};/;

/** `otel_exporter { endpoint host:port; }` sends gRPC. https://nginx.org/en/docs/ngx_otel_module.html */
export const readNginx = (file: SourceFile): KindReading => {
  const { path, text } = file;
  const place = placer(path, text);
  const bare = text.replace(/#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const written = [...bare.matchAll(EXPORTER)].flatMap((block): readonly Written[] => {
    const found = ENDPOINT.exec(block[1] ?? '');
    if (found === null) return [];
    const at = place(
      block.index + block[0].indexOf(block[1] ?? '') + found.index + found[0].indexOf(found[1] ?? ''),
    );
    return [
      {
        signal: 'TRACES',
        protocol: 'grpc',
        text: found[1] ?? '',
        secure: false,
        at,
        spelt: 'endpoint of otel_exporter',
      },
    ];
  });
  return { workloads: [], servers: serverWorkloads({ ...file, label: 'nginx configuration' }, written) };
};

/** Whether something of a file takes telemetry in, which is not read. */
const hasSource = (root: YamlNode): boolean =>
  entriesOf(below(root, 'sources')).some(({ value }) => textOf(below(value, 'type')) === 'opentelemetry') ||
  itemsOf(below(root, 'pipeline', 'inputs')).some((item) => textOf(below(item, 'name')) === 'opentelemetry');

const sourcesUnread = (label: string): string =>
  `takes OTLP in, and where was not read: sources of a ${label} are not read yet`;

/** The same with what takes telemetry in told as not read. */
const withSources =
  (label: string, find: Find) =>
  (file: SourceFile, context: ReadContext): KindReading => {
    const reading = reader(label, find)(file, context);
    return documentsOf(file, context).documents.some(hasSource)
      ? { ...reading, unread: [{ path: file.path, why: sourcesUnread(label) }] }
      : reading;
  };

export const readTraefik = reader('Traefik configuration', inTraefik);
export const readVector = withSources('Vector configuration', inVector);
export const readCodex = reader('agent setting', inCodex);
export const readGemini = reader('agent setting', inGemini);
/** Resources of Dapr are manifests, and come as documents of their own. */
export const readDapr = reader('Dapr configuration', inDapr);
export const readEnvoy = reader('Envoy configuration', inEnvoy);

/** Fluent Bit has its classic form and YAML. */
export const readFluentBit = (file: SourceFile, context: ReadContext): KindReading => {
  const { path, text } = file;
  const label = 'Fluent Bit configuration';
  if (/\.ya?ml$/.test(path)) return withSources(label, fluentBitYaml)(file, context);
  const { written, takesIn } = fluentBitClassic(path, text);
  const servers = serverWorkloads({ ...file, label }, written);
  return { workloads: [], servers, unread: takesIn ? [{ path, why: sourcesUnread(label) }] : [] };
};
