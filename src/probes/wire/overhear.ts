import { Duplex } from 'node:stream';
import { createPieces } from '../../bytes/pieces.ts';

/** A stream over a connection, and what came in over it so far. */
export interface Overheard {
  readonly stream: Duplex;
  received(): Buffer;
}

/** Bytes of a handshake that are kept: a chain of certificates is a few thousand. */
const LIMIT = 64 * 1024;

/** Passes everything on and keeps what comes in: Node tells nothing of a handshake that fails. */
export const overhear = (connection: Duplex): Overheard => {
  const kept = createPieces();
  const stream = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _, done) => connection.write(chunk, done),
    final: (done) => connection.end(done),
    destroy: (error, done) => {
      connection.destroy();
      done(error);
    },
  });
  connection.on('data', (chunk: Buffer) => {
    if (kept.length < LIMIT) kept.add(chunk);
    stream.push(chunk);
  });
  connection.on('end', () => stream.push(null));
  connection.on('error', (error) => stream.destroy(error));
  stream.on('error', () => {});
  return { stream, received: () => kept.whole() };
};

const HANDSHAKE = 22;
const SERVER_HELLO = 2;
const CERTIFICATE_REQUEST = 13;

/** Contents of the handshake records in front, put together: a message may span several. */
const handshakeBytes = (bytes: Buffer): Buffer => {
  const parts: Buffer[] = [];
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === HANDSHAKE; ) {
    const length = bytes.readUInt16BE(at + 3);
    parts.push(bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return Buffer.concat(parts);
};

const messageTypes = (bytes: Buffer): readonly number[] => {
  const types: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUIntBE(at + 1, 3)) types.push(bytes[at] ?? 0);
  return types;
};

/**
 * Whether a server asked for a certificate in the plaintext part of a handshake (RFC 5246, section 7.4.4); null when
 * it began to encrypt before, as TLS 1.3 does, so that this cannot be seen.
 */
export const requestsCertificate = (bytes: Buffer): boolean | null => {
  const types = messageTypes(handshakeBytes(bytes));
  if (types.includes(CERTIFICATE_REQUEST)) return true;
  const encrypted = types.length === 1 && types[0] === SERVER_HELLO;
  return encrypted ? null : false;
};
