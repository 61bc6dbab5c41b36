import net from 'node:net';
import type nodeTls from 'node:tls';
import type { CertificateShape, TlsFact } from '../../model/facts.ts';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { clean } from './clean.ts';
import { overhear, requestsCertificate } from './overhear.ts';
import { limits, tlsMaterial } from './reach.ts';
import { alertOf, wireError } from './socket.ts';
import { nameMismatch, startTls } from './tls.ts';
import { openWay } from './tunnel.ts';

const HANDSHAKE_MS = 4_000;

const CHAIN_LIMIT = 6;

const nameOf = (name: nodeTls.Certificate | undefined): string =>
  clean([name?.CN ?? name?.O ?? name?.OU ?? '(no name)'].flat().join(', '), [], 100);

const altNames = (certificate: nodeTls.PeerCertificate): readonly string[] =>
  (certificate.subjectaltname ?? '')
    .split(', ')
    .filter((entry) => entry !== '')
    .map((entry) => clean(entry.replace(/^(DNS|IP Address):/, ''), [], 100))
    .slice(0, 20);

const shape = (certificate: nodeTls.PeerCertificate): CertificateShape => ({
  subject: nameOf(certificate.subject),
  issuer: nameOf(certificate.issuer),
  names: altNames(certificate),
  validFrom: new Date(certificate.valid_from).toISOString(),
  validTo: new Date(certificate.valid_to).toISOString(),
  selfSigned: JSON.stringify(certificate.subject) === JSON.stringify(certificate.issuer),
});

/** Certificates as the verifier built the chain, the server's own first. */
const chainOf = (socket: nodeTls.TLSSocket): readonly CertificateShape[] => {
  const chain: CertificateShape[] = [];
  const seen = new Set<string>();
  let next: nodeTls.DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.valid_from && !seen.has(next.fingerprint256) && chain.length < CHAIN_LIMIT) {
    seen.add(next.fingerprint256);
    chain.push(shape(next));
    next = next.issuerCertificate;
  }
  return chain;
};

/** Node's code for a certificate that is trusted and names another host. */
const WRONG_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID';

const errorCode = (error: Error | string): string =>
  typeof error === 'string' ? error : (wireError(error).code ?? error.message);

/** OpenSSL reports plaintext in place of a TLS record with one of these. */
const NOT_TLS =
  /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNEXPECTED_MESSAGE|RECORD_LAYER_FAILURE/;

const failure = (thrown: unknown, secretValues: readonly string[]): TlsFact => {
  const error = wireError(thrown);
  const alert = alertOf(error);
  const outcome = NOT_TLS.test(error.code ?? '')
    ? 'not-tls'
    : error.code === 'ETIMEDOUT'
      ? 'timeout'
      : 'failed';
  return {
    outcome,
    code: error.code,
    detail: clean(error.message, secretValues, 200),
    nameMatches: null,
    protocol: null,
    alpn: null,
    chain: [],
    ...(alert === null ? {} : { alert }),
    at: Date.now(),
  };
};

/** Alert 40, which has two meanings. */
const HANDSHAKE_FAILURE = /HANDSHAKE_FAILURE/;

/** The handshake once more, looking at what the server says before its alert; null when that cannot be seen. */
const asksForCertificate = async (
  target: Target,
  address: string,
  alpn: readonly string[],
  context: Context,
): Promise<boolean | null> => {
  try {
    const connection = await openWay(target, address, HANDSHAKE_MS, context);
    const { stream, received } = overhear(connection);
    const material = tlsMaterial(target, context.readFile);
    await startTls(stream, target.host, alpn, material, limits(context, HANDSHAKE_MS)).then(
      (socket) => socket.destroy(),
      () => undefined,
    );
    connection.destroy();
    return requestsCertificate(received());
  } catch {
    return null;
  }
};

/** Alerts by which servers refuse a name: handshake_failure, internal_error (Caddy), unrecognized_name (nginx). */
const NAME_ALERTS: readonly number[] = [40, 80, 112];

/** The names that the server shows to who sends none; null where it shows no certificate. */
const namesWithoutName = async (
  target: Target,
  address: string,
  alpn: readonly string[],
  context: Context,
): Promise<readonly string[] | null> => {
  try {
    const connection = await openWay(target, address, HANDSHAKE_MS, context);
    const material = tlsMaterial(target, context.readFile);
    const socket = await startTls(connection, '', alpn, material, limits(context, HANDSHAKE_MS));
    const [own] = chainOf(socket);
    socket.destroy();
    return own === undefined ? null : [...new Set([own.subject, ...own.names])];
  } catch {
    return null;
  }
};

/** What more can be seen of a handshake that the server ended. */
const lookCloser = async (
  failed: TlsFact,
  ...[target, address, alpn, context]: Parameters<typeof namesWithoutName>
): Promise<TlsFact> => {
  const { alert, code } = failed;
  const named = net.isIP(target.host) === 0;
  const overName =
    named && (alert === undefined ? /ECONNRESET|ECONNCLOSED/.test(code ?? '') : NAME_ALERTS.includes(alert));
  const [asks, names] = await Promise.all([
    HANDSHAKE_FAILURE.test(code ?? '') ? asksForCertificate(target, address, alpn, context) : undefined,
    overName ? namesWithoutName(target, address, alpn, context) : null,
  ]);
  return {
    ...failed,
    ...(asks === undefined ? {} : { asksForCertificate: asks }),
    ...(names === null ? {} : { namesWithoutName: names }),
  };
};

/** A handshake with one address, with the trust and the identity that the settings give. Never throws. */
export const shakeHands = async (target: Target, address: string, context: Context): Promise<TlsFact> => {
  const both = target.habits?.http2 ? ['h2', 'http/1.1'] : ['http/1.1'];
  const alpn = target.protocol === 'grpc' ? ['h2'] : both;
  try {
    const connection = await openWay(target, address, HANDSHAKE_MS, context);
    const material = tlsMaterial(target, context.readFile);
    const socket = await startTls(connection, target.host, alpn, material, limits(context, HANDSHAKE_MS));
    const { name = null, nothing = false } = target.verifies ?? {};
    const mismatch = nothing ? undefined : await nameMismatch(socket, name ?? target.host);
    const code = socket.authorized || nothing ? null : errorCode(socket.authorizationError);
    const fact: TlsFact = {
      outcome: code === null || code === WRONG_NAME ? 'trusted' : 'untrusted',
      code,
      detail: mismatch === undefined ? null : clean(mismatch.message, context.secretValues, 300),
      nameMatches: mismatch === undefined,
      protocol: socket.getProtocol(),
      alpn: socket.alpnProtocol || null,
      chain: chainOf(socket),
      at: Date.now(),
    };
    socket.destroy();
    return fact;
  } catch (thrown) {
    return lookCloser(failure(thrown, context.secretValues), target, address, alpn, context);
  }
};
