import type { AnyValue } from '../receiver/otlp.ts';

/** What the attributes of one span say of its request, before it is known which side the span is on. */
export interface RequestDraft {
  method: AnyValue;
  url: AnyValue;
  path: AnyValue;
  target: AnyValue;
  scheme: AnyValue;
  server: AnyValue;
  serverPort: AnyValue;
  peer: AnyValue;
  peerAddress: AnyValue;
  peerPort: AnyValue;
  own: AnyValue;
  ownPort: AnyValue;
  hostHeader: AnyValue;
  service: AnyValue;
  rpcMethod: AnyValue;
  rpcSystem: AnyValue;
  rpcStatus: AnyValue;
  destination: AnyValue;
  routingKey: AnyValue;
  status: AnyValue;
  error: AnyValue;
  database: AnyValue;
}

/** Part of a request that an attribute tells. */
export type RequestPart = keyof RequestDraft;

/** Attribute names of the present and of former conventions: https://opentelemetry.io/docs/specs/semconv/http/http-spans/ */
const PARTS: Readonly<Record<RequestPart, readonly string[]>> = {
  method: ['http.request.method', 'http.method'],
  url: ['url.full', 'http.url'],
  path: ['url.path'],
  target: ['http.target'],
  scheme: ['url.scheme', 'http.scheme'],
  server: ['server.address'],
  serverPort: ['server.port'],
  peer: ['net.peer.name'],
  peerAddress: ['net.peer.ip'],
  peerPort: ['net.peer.port'],
  own: ['net.host.name', 'http.server_name'],
  ownPort: ['net.host.port'],
  hostHeader: ['http.host'],
  service: ['rpc.service'],
  rpcMethod: ['rpc.method'],
  rpcSystem: ['rpc.system', 'rpc.system.name'],
  rpcStatus: ['rpc.grpc.status_code', 'rpc.response.status_code', 'grpc.status_code'],
  destination: ['messaging.destination.name', 'messaging.destination'],
  routingKey: ['messaging.rabbitmq.destination.routing_key', 'messaging.rabbitmq.routing_key'],
  status: ['http.response.status_code', 'http.status_code'],
  error: ['error.type'],
  database: ['db.system', 'db.system.name'],
};

/** Which part of a request an attribute tells, by its name. */
export const REQUEST_PARTS: ReadonlyMap<string, RequestPart> = new Map(
  (Object.keys(PARTS) as RequestPart[]).flatMap((part) => PARTS[part].map((name) => [name, part] as const)),
);

/** Nothing known. */
export const emptyDraft = (): RequestDraft => ({
  method: null,
  url: null,
  path: null,
  target: null,
  scheme: null,
  server: null,
  serverPort: null,
  peer: null,
  peerAddress: null,
  peerPort: null,
  own: null,
  ownPort: null,
  hostHeader: null,
  service: null,
  rpcMethod: null,
  rpcSystem: null,
  rpcStatus: null,
  destination: null,
  routingKey: null,
  status: null,
  error: null,
  database: null,
});
