import type { Collector } from '../collector.ts';
import { loopback } from '../ports.ts';
import type { Environment } from '../process.ts';
import type { Scene } from './case.ts';

export type Carrier = 'grpc' | 'http/protobuf' | 'http/json';

/** Settings that most applications have: where to, and how. */
export function otlp(protocol: Carrier, endpoint: string, more: Environment = {}): Environment {
  return {
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    ...more,
  };
}

/** `http://127.0.0.1:PORT`. */
export function at(port: number, path = ''): string {
  return `http://${loopback}:${port}${path}`;
}

/** The port of a Collector for a protocol. */
export function portFor(collector: Collector, protocol: Carrier): number {
  return protocol === 'grpc' ? collector.grpcPort : collector.httpPort;
}

/** An application that sends to a Collector as it should, and what else it has set. */
export function toCollector(collector: Collector, protocol: Carrier, more: Environment = {}): Scene {
  return { collector, environment: otlp(protocol, at(portFor(collector, protocol)), more) };
}

/** As `toCollector`, over TLS to `localhost`. */
export function securely(collector: Collector, protocol: Carrier, more: Environment = {}): Scene {
  return {
    collector,
    environment: otlp(protocol, `https://localhost:${portFor(collector, protocol)}`, more),
  };
}

/** Basic credentials as they stand in the header list. */
export function basic(user: string, password: string): string {
  return `authorization=Basic%20${encodeURIComponent(Buffer.from(`${user}:${password}`).toString('base64'))}`;
}
