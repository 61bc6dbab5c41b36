import { TRACES_METHOD } from './wire.ts';

/** HTTP/2 by hand, for what no client sends. */

export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** One frame: https://www.rfc-editor.org/rfc/rfc9113#section-4.1. A payload as text is in hex. */
export const frame = (type: number, flags: number, stream: number, payload: string | Uint8Array): Buffer => {
  const body = Buffer.from(payload as string, 'hex');
  const head = Buffer.alloc(9);
  head.writeUIntBE(body.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, body]);
};

export const SETTINGS: Buffer = frame(4, 0, 0, '');

const literal = (text: string): string =>
  Buffer.from([text.length]).toString('hex') + Buffer.from(text).toString('hex');

/** Header block of an export call: POST, http, and without indexing path (4), authority (1) and content type (31). */
export const CALL_BLOCK = `838604${literal(TRACES_METHOD)}01${literal('x')}0f10${literal('application/grpc')}`;

export const callHeaders = (stream: number): Buffer => frame(1, 4, stream, CALL_BLOCK);
