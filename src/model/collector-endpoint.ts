import type { CollectorComponent, CollectorFact } from './collector.ts';
import { hostAndPort } from './collector-intake.ts';
import { knownText, placeOf, settingAt } from './collector-reading.ts';
import type { Location } from './finding.ts';

/** Where an OTLP exporter of a Collector sends. */
export interface ExporterEndpoint {
  readonly exporter: CollectorComponent;
  readonly protocol: 'grpc' | 'http';
  /** `endpoint`, or `traces_endpoint` and the like. */
  readonly key: string;
  readonly written: string;
  readonly scheme: string | null;
  readonly host: string;
  readonly port: number | null;
  /** Empty where there is none. */
  readonly path: string;
  readonly at: Location;
}

const TYPES: Readonly<Record<string, 'grpc' | 'http'>> = {
  otlp: 'grpc',
  otlp_grpc: 'grpc',
  otlphttp: 'http',
  otlp_http: 'http',
};

const KEYS = ['endpoint', 'traces_endpoint', 'metrics_endpoint', 'logs_endpoint'];

const parse = (written: string) => {
  const [, scheme = null, authority = '', path = ''] =
    /^(?:([a-z][\w+.-]*):\/\/\/?)?([^/]*)(\/.*)?$/i.exec(written.trim()) ?? [];
  const parts = hostAndPort(authority.replace(/^.*@/, ''));
  return {
    scheme: scheme?.toLowerCase() ?? null,
    host: parts?.host ?? authority,
    port: parts?.port ?? null,
    path,
  };
};

/** The endpoints of the OTLP exporters that are known. */
export const endpointsOf = ({ components, path }: CollectorFact): readonly ExporterEndpoint[] =>
  components.flatMap((exporter) => {
    const protocol = exporter.kind === 'exporter' ? TYPES[exporter.type] : undefined;
    if (protocol === undefined) return [];
    return KEYS.filter((key) => key === 'endpoint' || protocol === 'http').flatMap(
      (key): readonly ExporterEndpoint[] => {
        const written = knownText(settingAt(exporter.settings, key));
        if (written === null || written === '') return [];
        return [{ exporter, protocol, key, written, ...parse(written), at: placeOf(path, exporter, key) }];
      },
    );
  });

/** A name without a dot or of a cluster, which no public authority certifies, and where plaintext is the rule. */
export const isInside = (host: string): boolean =>
  /^[a-z0-9_-]+$/i.test(host) ||
  /^(127\.|::1$)/.test(host) ||
  /\.(svc|local|internal|localhost)$/i.test(host);
