import type { Duplex } from 'node:stream';
import { type WireOptions, withLimits } from './socket.ts';

/** What came back for some bytes: the first bytes of the answer, or how the connection ended without one. */
export interface RawAnswer {
  readonly bytes: Buffer;
  readonly end: 'reset' | 'closed' | 'silent' | null;
}

/** HTTP/2 connection preface and an empty SETTINGS frame: https://www.rfc-editor.org/rfc/rfc9113#section-3.4 */
export const HTTP2_PREFACE = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

/** Frame header of SETTINGS or GOAWAY on stream 0, which every HTTP/2 server sends first. */
export const isHttp2Frame = (bytes: Buffer): boolean =>
  bytes.length >= 9 &&
  (bytes[3] === 4 || bytes[3] === 7) &&
  bytes.readUInt32BE(5) === 0 &&
  bytes.readUIntBE(0, 3) < 16_384;

/** Whether bytes begin a TLS record (handshake or alert). */
export const isTlsRecord = (bytes: Buffer): boolean =>
  (bytes[0] === 0x16 || bytes[0] === 0x15) && bytes[1] === 3;

/** Writes bytes and reports the first ones that come back. Silence until the time limit is an answer too. */
export const exchange = (connection: Duplex, bytes: Buffer, options: WireOptions): Promise<RawAnswer> =>
  withLimits<RawAnswer>('exchange', { ...options, timeoutMs: options.timeoutMs + 500 }, (done) => {
    const silent = setTimeout(() => done({ bytes: Buffer.alloc(0), end: 'silent' }), options.timeoutMs);
    connection.on('data', (chunk: Buffer) => done({ bytes: chunk.subarray(0, 512), end: null }));
    connection.on('error', () => done({ bytes: Buffer.alloc(0), end: 'reset' }));
    connection.on('end', () => done({ bytes: Buffer.alloc(0), end: 'closed' }));
    connection.on('close', () => done({ bytes: Buffer.alloc(0), end: 'closed' }));
    connection.write(bytes);
    return () => {
      clearTimeout(silent);
      connection.destroy();
    };
  });
