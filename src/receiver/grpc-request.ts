import { grpcMethod, SIGNALS, type Signal } from '../model/signal.ts';
import type { Objection } from './context.ts';
import { type GrpcFailure, isGrpcType } from './grpc-answer.ts';
import { encodingOf } from './inflate.ts';
import type { RequestHead } from './refusal.ts';

const INVALID_ARGUMENT = 3;
const UNIMPLEMENTED = 12;
const INTERNAL = 13;

/** What the head of a gRPC request announces. */
export interface GrpcAnnounced {
  readonly signal: Signal;
  readonly compression: string;
}

/** An objection and the answer to it. */
export interface GrpcRefused {
  readonly objection: Objection;
  readonly failure: GrpcFailure;
}

const METHODS: ReadonlyMap<string, Signal> = new Map(SIGNALS.map((signal) => [grpcMethod(signal), signal]));

const SERVICES: readonly string[] = [...METHODS.keys()].map((method) => method.split('/')[1] as string);

const unknownMethod = (path: string): string => {
  const [, service = '', method = ''] = path.split('/');
  return SERVICES.includes(service)
    ? `unknown method ${method} for service ${service}`
    : `unknown service ${service}`;
};

const notGrpc = ({ contentType }: RequestHead): GrpcRefused => ({
  objection: { kind: 'http-on-grpc-port' },
  failure: {
    httpStatus: 415,
    code: INVALID_ARGUMENT,
    message: `invalid gRPC request content-type ${JSON.stringify(contentType ?? '')}`,
  },
});

const wrongMethod = ({ method }: RequestHead): GrpcRefused => ({
  objection: { kind: 'method' },
  failure: {
    httpStatus: 405,
    code: INTERNAL,
    message: `received a :method field ${JSON.stringify(method)} which should be POST`,
  },
});

/** Judges the head of a request in the order and with the answers of grpc-go, which the Collector is built on. */
export const readGrpcHead = (head: RequestHead): GrpcAnnounced | GrpcRefused => {
  const { path, contentEncoding } = head;
  if (!isGrpcType(head.contentType)) return notGrpc(head);
  if (head.method !== 'POST') return wrongMethod(head);
  const signal = METHODS.get(path ?? '');
  if (signal === undefined) {
    const failure = { code: UNIMPLEMENTED, message: unknownMethod(path ?? '') };
    return { objection: { kind: 'grpc-unknown-service' }, failure };
  }
  const compression = encodingOf(contentEncoding);
  if (compression !== null) return { signal, compression };
  const message = `grpc: Decompressor is not installed for grpc-encoding ${JSON.stringify(contentEncoding)}`;
  return { objection: { kind: 'grpc-compression' }, failure: { code: UNIMPLEMENTED, message } };
};

/** Flag and length in front of a message: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#requests */
export const MESSAGE_PREFIX = 5;

/** The one message of a unary call. */
export interface Unframed {
  readonly message: Buffer;
  readonly compressed: boolean;
}

/** Takes the message out of the body of a unary call, or tells what the body has instead. */
export const unframe = (body: Buffer): Unframed | { readonly detail: string } => {
  if (body.length < MESSAGE_PREFIX) return { detail: `${body.length} of ${MESSAGE_PREFIX} prefix bytes` };
  const length = body.readUInt32BE(1);
  const message = body.subarray(MESSAGE_PREFIX);
  if (message.length !== length) return { detail: `${message.length} of ${length} message bytes` };
  const flag = body[0];
  return flag === 0 || flag === 1 ? { message, compressed: flag === 1 } : { detail: `flag ${flag}` };
};
