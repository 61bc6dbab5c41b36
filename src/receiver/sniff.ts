/** What a peer speaks, judged by its first bytes; null until more of them are there. */
export type Speech = 'tls' | 'http1' | 'http2' | 'not-http' | null;

/** https://www.rfc-editor.org/rfc/rfc9113#section-3.4 */
const HTTP2_PREFACE: Buffer = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');

/** A method and the space behind it, or empty lines, which a server ignores: https://www.rfc-editor.org/rfc/rfc9112#section-2.2 */
const HTTP1 = /^(?:[A-Z-]{1,20} |\r?\n)/;

const BEGINS_HTTP1 = /^(?:[A-Z-]{1,20}|\r)$/;

/** The record of a TLS handshake: https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
const isTls = (bytes: Buffer): boolean | null =>
  bytes[0] !== 0x16 ? false : bytes.length < 2 ? null : bytes[1] === 0x03;

/** Recognises what a connection speaks. */
export const recognise = (bytes: Buffer): Speech => {
  if (bytes.length === 0) return null;
  const tls = isTls(bytes);
  if (tls !== false) return tls === null ? null : 'tls';
  const common = Math.min(bytes.length, HTTP2_PREFACE.length);
  if (HTTP2_PREFACE.compare(bytes, 0, common, 0, common) === 0) {
    return bytes.length < HTTP2_PREFACE.length ? null : 'http2';
  }
  const text = bytes.toString('latin1', 0, 21);
  if (HTTP1.test(text)) return 'http1';
  return BEGINS_HTTP1.test(text) ? null : 'not-http';
};

const HEADERS_FRAME = 1;

/** `application/grpc` as HPACK writes it: as it is, or in the Huffman code without its last, half filled byte. */
const GRPC_PLAIN = Buffer.from('application/grpc', 'latin1');
const GRPC_HUFFMAN = Buffer.from('1d75d0620d263d4c4d65', 'hex');

/**
 * Whether the first request of an HTTP/2 connection is gRPC; null until its headers are there. A search is enough:
 * neither the static table nor the still empty dynamic one holds this value, so that the first request must spell it out.
 */
export const isGrpcRequest = (bytes: Buffer): boolean | null => {
  let at = HTTP2_PREFACE.length;
  while (at + 9 <= bytes.length) {
    const end = at + 9 + bytes.readUIntBE(at, 3);
    const type = bytes[at + 3];
    if (type === HEADERS_FRAME) {
      if (bytes.length < end) return null;
      const block = bytes.subarray(at + 9, end);
      return block.includes(GRPC_PLAIN) || block.includes(GRPC_HUFFMAN);
    }
    at = end;
  }
  return null;
};
