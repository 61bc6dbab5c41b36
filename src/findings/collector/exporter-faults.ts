import type { CollectorFact } from '../../model/collector.ts';
import { type ExporterEndpoint, endpointsOf, isInside } from '../../model/collector-endpoint.ts';
import { keysAt, pipelinesWith, settingAt } from '../../model/collector-reading.ts';
import type { Fix, Found, Severity } from '../../model/finding.ts';
import { maskUrl } from '../../text/mask.ts';
import { insertFix, placeEvidence, replaceFix } from './reading.ts';

/** What is wrong with where an exporter sends. */
interface ExporterFault {
  readonly endpoint: ExporterEndpoint;
  readonly summary: string;
  readonly explanation: string;
  readonly fix: Fix;
  /** A rule of thumb says so, and nothing that is written. */
  readonly guess?: boolean;
}

type Find = (endpoint: ExporterEndpoint, collector: CollectorFact) => Omit<ExporterFault, 'endpoint'> | null;

const SIGNAL_PATH = /\/v1\/(traces|metrics|logs)\/?$/;

const rewrite = (
  collector: CollectorFact,
  { at, written, exporter, key }: ExporterEndpoint,
  to: string,
): Fix => {
  const title = `Write ${key}: ${to}`;
  return (
    replaceFix(collector, at, written, to, title) ?? {
      title,
      text: `Set ${key}: ${to} in the exporter ${exporter.id}.`,
    }
  );
};

const withPort = ({ written, port }: ExporterEndpoint, to: number): string =>
  written.replace(`:${port}`, `:${to}`);

const otherPort: Find = (endpoint, collector) => {
  const { protocol, port, exporter } = endpoint;
  const wrong = protocol === 'grpc' ? 4318 : 4317;
  // What is known to take this protocol there needs no convention.
  const known = collector.exits?.some(
    (exit) => exit.exporter === exporter.id && exit.port === port && exit.takes?.includes(protocol) === true,
  );
  if (port !== wrong || known === true) return null;
  const right = protocol === 'grpc' ? 4317 : 4318;
  const speech = protocol === 'grpc' ? 'gRPC' : 'HTTP';
  return {
    summary: `The exporter ${exporter.id} sends ${speech} to port ${wrong}, which is the port for ${protocol === 'grpc' ? 'HTTP' : 'gRPC'}`,
    explanation: `By convention OTLP over gRPC is taken on port 4317 and OTLP over HTTP on port 4318.`,
    fix: rewrite(collector, endpoint, withPort(endpoint, right)),
  };
};

const pathOnGrpc: Find = (endpoint, collector) => {
  const { protocol, path, written, scheme, exporter } = endpoint;
  if (protocol !== 'grpc' || path === '' || (scheme !== null && !/^https?$/.test(scheme))) return null;
  return {
    summary: `The exporter ${exporter.id} speaks gRPC, and its endpoint has a path`,
    explanation: `The endpoint of gRPC is host and port; the Collector takes ${path} for a part of the port and does not start.`,
    fix: rewrite(collector, endpoint, written.slice(0, written.length - path.length)),
  };
};

const noPort: Find = (endpoint, collector) => {
  const { protocol, port, path, written, scheme, exporter } = endpoint;
  if (protocol !== 'grpc' || port !== null || path !== '' || (scheme !== null && !/^https?$/.test(scheme)))
    return null;
  const to = `${written}:${scheme === null && !isInside(endpoint.host) ? 443 : 4317}`;
  return {
    summary: `The endpoint of the exporter ${exporter.id} has no port`,
    explanation: 'The exporter for gRPC has no default port, and the Collector does not start without one.',
    fix: rewrite(collector, endpoint, to),
  };
};

const noScheme: Find = (endpoint, collector) => {
  const { protocol, scheme, written, exporter, host } = endpoint;
  if (protocol !== 'http' || scheme !== null) return null;
  return {
    summary: `The ${endpoint.key} of the exporter ${exporter.id} has no scheme`,
    explanation: 'The exporter for HTTP takes a URL; without http:// or https:// nothing can be sent.',
    fix: rewrite(
      collector,
      endpoint,
      `${isInside(host) || /^\d/.test(host) ? 'http' : 'https'}://${written}`,
    ),
  };
};

const doubledPath: Find = (endpoint, collector) => {
  const { protocol, key, path, written, exporter } = endpoint;
  if (protocol !== 'http' || key !== 'endpoint' || !SIGNAL_PATH.test(path)) return null;
  return {
    summary: `The endpoint of the exporter ${exporter.id} ends in a signal's path, to which the exporter adds another`,
    explanation: `It sends to ${path.replace(/\/$/, '')}/v1/traces and so on, where nothing takes it.`,
    fix: rewrite(collector, endpoint, written.replace(SIGNAL_PATH, '')),
  };
};

const noSignalPath: Find = (endpoint, collector) => {
  const { protocol, key, path, written, exporter } = endpoint;
  if (protocol !== 'http' || key === 'endpoint' || (path !== '' && path !== '/')) return null;
  const signal = key.replace('_endpoint', '');
  return {
    summary: `The ${key} of the exporter ${exporter.id} has no path, and none is added to it`,
    explanation: `What ${key} says is taken as it is; receivers of OTLP take ${signal} on /v1/${signal}.`,
    fix: rewrite(collector, endpoint, `${written.replace(/\/$/, '')}/v1/${signal}`),
  };
};

/** Line behind which, and column in which, a setting beside of the endpoint stands. */
const besideEndpoint = (
  collector: CollectorFact,
  { at, exporter }: ExporterEndpoint,
  added: readonly string[],
  title: string,
): Fix | null =>
  at.line === exporter.at.line ? null : insertFix(collector, at.line, at.column, added, title);

const tlsByDefault: Find = (endpoint, collector) => {
  const { protocol, scheme, host, port, exporter } = endpoint;
  // http:// in front says what is meant, and nothing to the exporter: configgrpc 1.64, getGrpcDialOptions.
  const meant = scheme === 'http';
  if (protocol !== 'grpc' || port === null) return null;
  if (!meant && (scheme !== null || port === 443 || !isInside(host))) return null;
  // Where it does not belong it keeps the Collector from starting, and says what is meant.
  if (keysAt(exporter.settings).includes('insecure')) return null;
  // Whoever writes the settings of TLS out means them.
  if (keysAt(exporter.settings, 'tls').length > 0 || settingAt(exporter.settings, 'tls') !== undefined)
    return null;
  const title = 'Send in plaintext';
  const text = `Set tls: insecure: true in the exporter ${exporter.id}, or tls: ca_file: when ${host} has a certificate.`;
  const patch = besideEndpoint(collector, endpoint, ['tls:', '  insecure: true'], title);
  return {
    summary: meant
      ? `The exporter ${exporter.id} sends with TLS, although its endpoint begins with http://`
      : `The exporter ${exporter.id} sends with TLS to ${host}:${port}, which looks like a port without it`,
    explanation: meant
      ? 'The exporter for gRPC takes TLS unless tls: insecure: true is set; it cuts the scheme off and does not ask what it says.'
      : `TLS is the default of this exporter, and no authority is set that could certify the name ${host}.`,
    fix: patch ?? { title, text },
    // The name of a host is all that speaks for it, unless the receiver is in the files.
    guess:
      !meant &&
      !collector.exits?.some((exit) => exit.exporter === exporter.id && exit.port === port && exit.plaintext),
  };
};

/** Paths of other protocols, and where the same backends take OTLP. */
const OTHER_APIS: readonly (readonly [path: RegExp, of: string, instead: string | null])[] = [
  [/\/loki\/api\/v1\/push\/?$/, 'the push API of Loki', '/otlp'],
  [/\/api\/v1\/(?:write|push)\/?$/, 'the remote write API of Prometheus', null],
  [/\/api\/v2\/spans\/?$/, 'the API of Zipkin', null],
  [/\/api\/traces\/?$/, 'the API of Jaeger', null],
];

const otherApi: Find = (endpoint, collector) => {
  const { protocol, key, path, written, exporter } = endpoint;
  if (protocol !== 'http' || key !== 'endpoint') return null;
  const found = OTHER_APIS.find(([pattern]) => pattern.test(path));
  if (found === undefined) return null;
  const [pattern, of, instead] = found;
  return {
    summary: `The endpoint of the exporter ${exporter.id} is ${of}, which takes no OTLP`,
    explanation: `It sends OTLP to ${path.replace(/\/$/, '')}/v1/... there.`,
    fix:
      instead === null
        ? {
            title: 'Use the OTLP endpoint',
            text: `Set ${key} of ${exporter.id} to the base URL at which the backend takes OTLP.`,
          }
        : rewrite(collector, endpoint, written.replace(pattern, instead)),
  };
};

const FINDERS: readonly Find[] = [
  pathOnGrpc,
  noScheme,
  noPort,
  otherPort,
  doubledPath,
  noSignalPath,
  otherApi,
  tlsByDefault,
];

/** Faults of the OTLP exporters, the first of each endpoint. */
const exporterFaults = (collector: CollectorFact): readonly ExporterFault[] =>
  endpointsOf(collector).flatMap((endpoint) => {
    for (const find of FINDERS) {
      const fault = find(endpoint, collector);
      if (fault !== null) return [{ endpoint, ...fault }];
    }
    return [];
  });

const severityOf = (collector: CollectorFact, { endpoint, guess }: ExporterFault): Severity => {
  if (pipelinesWith(collector, 'exporters', endpoint.exporter.id).length === 0) return 'info';
  return guess === true ? 'warning' : 'error';
};

/** The same as findings; what no pipeline uses is worth knowing and nothing more. */
export const settingFaults = (collector: CollectorFact): readonly Found[] =>
  exporterFaults(collector).map((fault) => ({
    summary: fault.summary,
    explanation: fault.explanation,
    evidence: [
      { label: fault.endpoint.key, value: maskUrl(fault.endpoint.written) },
      placeEvidence('exporter', fault.endpoint.at),
    ],
    fixes: [fault.fix],
    location: fault.endpoint.at,
    severity: severityOf(collector, fault),
  }));
