import { merge, type Tree } from '../merge.ts';
import { loopback } from '../ports.ts';

/** The signals that a pipeline of the Collector can take. */
export type Signal = 'traces' | 'metrics' | 'logs';

/** Files of the Collector's TLS; with `clientCaFile` it asks clients for a certificate. */
export interface CollectorTls {
  readonly certFile: string;
  readonly keyFile: string;
  readonly clientCaFile?: string;
}

/** Who is let in. */
export type CollectorAuth =
  | { readonly type: 'bearer'; readonly token: string }
  | { readonly type: 'basic'; readonly user: string; readonly password: string };

/** What the Collector is told to do. Without any: both protocols and all signals, on free ports, without TLS. */
export interface CollectorOptions {
  readonly protocols?: readonly ('grpc' | 'http')[];
  /** The signals that have a pipeline: the others get 404 or UNIMPLEMENTED. */
  readonly signals?: readonly Signal[];
  readonly grpcPort?: number;
  readonly httpPort?: number;
  /** The address to listen on, 127.0.0.1 unless given. */
  readonly host?: string;
  readonly tls?: CollectorTls;
  readonly auth?: CollectorAuth;
  /** A memory limiter that finds the memory used up, always, and refuses everything. */
  readonly refuseAll?: boolean;
  /** The largest gRPC message that is taken. */
  readonly maxReceiveMib?: number;
  /** The largest HTTP body that is taken. */
  readonly maxBodyBytes?: number;
  /** Serves the Collector's own metrics for Prometheus. */
  readonly ownMetrics?: boolean;
  /** Starts the health_check extension. */
  readonly healthCheck?: boolean;
  /** Starts the zpages extension. */
  readonly zpages?: boolean;
  /** Laid over the configuration that the options above give. */
  readonly extra?: Tree;
}

/** The ports that a Collector listens on, where its options ask for them. */
export interface CollectorPorts {
  readonly grpcPort: number;
  readonly httpPort: number;
  readonly metricsPort: number;
  readonly healthPort: number;
  readonly zpagesPort: number;
}

/** The configuration of the Collector. JSON is YAML, so nothing needs to be able to write YAML. */
export function collectorConfiguration(options: CollectorOptions, ports: CollectorPorts): Tree {
  const parts = [base(options, ports), authentication(options), memoryLimiter(options)];
  return [...parts, ...extensions(options, ports), options.extra ?? {}].reduce(merge);
}

function base(options: CollectorOptions, ports: CollectorPorts): Tree {
  const { protocols = ['grpc', 'http'], signals = ['traces', 'metrics', 'logs'] } = options;
  const each = [...protocols].map((protocol) => [protocol, server(protocol, options, ports)]);
  const pipeline = {
    receivers: ['otlp'],
    exporters: ['debug'],
    processors: options.refuseAll ? ['memory_limiter'] : [],
  };
  return {
    receivers: { otlp: { protocols: Object.fromEntries(each) } },
    exporters: { debug: { verbosity: 'detailed', use_internal_logger: false } },
    service: {
      pipelines: Object.fromEntries(signals.map((signal) => [signal, pipeline])),
      telemetry: { logs: { sampling: { enabled: false } }, metrics: ownMetrics(options, ports) },
    },
  };
}

function server(protocol: 'grpc' | 'http', options: CollectorOptions, ports: CollectorPorts): Tree {
  const { host = loopback, tls, auth, maxReceiveMib, maxBodyBytes } = options;
  const limit =
    protocol === 'grpc'
      ? maxReceiveMib && { max_recv_msg_size_mib: maxReceiveMib }
      : maxBodyBytes && { max_request_body_size: maxBodyBytes };
  return {
    endpoint: endpoint(host, protocol === 'grpc' ? ports.grpcPort : ports.httpPort),
    ...(tls && {
      tls: {
        cert_file: tls.certFile,
        key_file: tls.keyFile,
        ...(tls.clientCaFile && { client_ca_file: tls.clientCaFile }),
      },
    }),
    ...(auth && { auth: { authenticator: authenticators[auth.type] } }),
    ...(limit || {}),
  };
}

function endpoint(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

const authenticators = { bearer: 'bearertokenauth', basic: 'basicauth' };

function authentication({ auth }: CollectorOptions): Tree {
  if (auth === undefined) return {};
  const name = authenticators[auth.type];
  const settings =
    auth.type === 'bearer'
      ? { token: auth.token }
      : { htpasswd: { inline: `${auth.user}:${auth.password}` } };
  return { extensions: { [name]: settings }, service: { extensions: [name] } };
}

/** The soft limit is limit_mib - spike_limit_mib = 1 MiB, which the Collector itself exceeds. */
function memoryLimiter({ refuseAll }: CollectorOptions): Tree {
  if (!refuseAll) return {};
  return {
    processors: { memory_limiter: { check_interval: '50ms', limit_mib: 4000, spike_limit_mib: 3999 } },
  };
}

function extensions(options: CollectorOptions, ports: CollectorPorts): Tree[] {
  const wanted: Record<string, Tree> = {
    ...(options.healthCheck && { health_check: { endpoint: endpoint(loopback, ports.healthPort) } }),
    ...(options.zpages && { zpages: { endpoint: endpoint(loopback, ports.zpagesPort) } }),
  };
  const names = Object.keys(wanted);
  if (names.length === 0) return [];
  const started = options.auth ? [authenticators[options.auth.type], ...names] : names;
  return [{ extensions: wanted, service: { extensions: started } }];
}

function ownMetrics(options: CollectorOptions, ports: CollectorPorts): Tree {
  if (!options.ownMetrics) return { level: 'none' };
  const prometheus = { host: loopback, port: ports.metricsPort };
  return { level: 'normal', readers: [{ pull: { exporter: { prometheus } } }] };
}
