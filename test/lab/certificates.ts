import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { temporaryDirectory } from './ports.ts';

/** Somebody who signs certificates: a root, or an intermediate below one. */
export interface Authority {
  readonly name: string;
  /** The authority's own certificate, PEM. For a root: what a client has to trust. */
  readonly certificate: string;
  readonly certificateFile: string;
  readonly keys: webcrypto.CryptoKeyPair;
  /** The certificates of the intermediates from this authority up to, not including, its root. */
  readonly intermediates: string;
}

/** A certificate with its key, as texts and as files. */
export interface Certificate {
  /** The leaf alone, PEM. */
  readonly certificate: string;
  /** The leaf and the intermediates that a server must send with it, PEM. */
  readonly chain: string;
  readonly key: string;
  readonly certificateFile: string;
  readonly chainFile: string;
  readonly keyFile: string;
}

/** What is written into a certificate. Without names and addresses it is for localhost, 127.0.0.1 and ::1. */
export interface Subject {
  readonly names?: readonly string[];
  readonly ips?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** For a client that shows it to a server, rather than for a server. */
  readonly client?: boolean;
}

const day = 24 * 60 * 60 * 1000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Days from now, negative for the past: for `notBefore` and `notAfter`. */
export function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * day);
}

/** A root authority, or an intermediate one that `parent` signs. */
export async function createAuthority(name: string, parent?: Authority): Promise<Authority> {
  const keys = await generateKeys();
  const certificate = await sign({
    name,
    keys,
    parent,
    notBefore: daysFromNow(-30),
    notAfter: daysFromNow(3650),
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const directory = temporaryDirectory('authority');
  return {
    name,
    keys,
    certificate,
    certificateFile: write(directory, 'authority.pem', certificate),
    intermediates: parent === undefined ? '' : certificate + parent.intermediates,
  };
}

/** A certificate signed by an authority; self-signed where that is `'self'`. */
export async function issue(authority: Authority | 'self', subject: Subject = {}): Promise<Certificate> {
  const keys = await generateKeys();
  const certificate = await sign({
    name: subject.names?.[0] ?? subject.ips?.[0] ?? 'localhost',
    keys,
    parent: authority === 'self' ? undefined : authority,
    notBefore: subject.notBefore ?? daysFromNow(-1),
    notAfter: subject.notAfter ?? daysFromNow(90),
    extensions: leafExtensions(subject),
  });
  const chain = certificate + (authority === 'self' ? '' : authority.intermediates);
  return filed({ certificate, chain, key: await privateKeyPem(keys) });
}

/** The certificates that the tests of TLS need, made once: all for localhost unless their name says otherwise. */
export interface Certificates {
  readonly root: Authority;
  readonly otherRoot: Authority;
  readonly valid: Certificate;
  readonly expired: Certificate;
  readonly notYetValid: Certificate;
  readonly wrongName: Certificate;
  readonly selfSigned: Certificate;
  readonly otherAuthority: Certificate;
  /** Signed by an intermediate; `chain` has the intermediate, `certificate` alone lacks it. */
  readonly belowIntermediate: Certificate;
  readonly client: Certificate;
  readonly otherClient: Certificate;
}

/** Makes one certificate of each kind. */
export async function createCertificates(): Promise<Certificates> {
  const root = await createAuthority('otel-doctor lab root');
  const otherRoot = await createAuthority('otel-doctor lab other root');
  const intermediate = await createAuthority('otel-doctor lab intermediate', root);
  return {
    root,
    otherRoot,
    valid: await issue(root),
    expired: await issue(root, { notBefore: daysFromNow(-20), notAfter: daysFromNow(-10) }),
    notYetValid: await issue(root, { notBefore: daysFromNow(10), notAfter: daysFromNow(20) }),
    wrongName: await issue(root, { names: ['collector.example.com'] }),
    selfSigned: await issue('self'),
    otherAuthority: await issue(otherRoot),
    belowIntermediate: await issue(intermediate),
    client: await issue(root, { names: ['client'], client: true }),
    otherClient: await issue(otherRoot, { names: ['other client'], client: true }),
  };
}

interface Unsigned {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly parent: Authority | undefined;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: x509.Extension[];
}

async function sign(unsigned: Unsigned): Promise<string> {
  const signer = unsigned.parent ?? unsigned;
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [unsigned.name] }],
    issuer: [{ CN: [signer.name] }],
    publicKey: unsigned.keys.publicKey,
    signingKey: signer.keys.privateKey,
    notBefore: unsigned.notBefore,
    notAfter: unsigned.notAfter,
    signingAlgorithm: algorithm,
    extensions: unsigned.extensions,
  });
  return `${certificate.toString('pem')}\n`;
}

function leafExtensions(subject: Subject): x509.Extension[] {
  const unnamed = subject.names === undefined && subject.ips === undefined;
  const names = unnamed ? ['localhost'] : (subject.names ?? []);
  const ips = unnamed ? ['127.0.0.1', '::1'] : (subject.ips ?? []);
  const usage = subject.client ? x509.ExtendedKeyUsage.clientAuth : x509.ExtendedKeyUsage.serverAuth;
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([usage]),
    new x509.SubjectAlternativeNameExtension([
      ...names.map((value) => ({ type: 'dns' as const, value })),
      ...ips.map((value) => ({ type: 'ip' as const, value })),
    ]),
  ];
}

function filed(texts: { certificate: string; chain: string; key: string }): Certificate {
  const directory = temporaryDirectory('certificate');
  return {
    ...texts,
    certificateFile: write(directory, 'certificate.pem', texts.certificate),
    chainFile: write(directory, 'chain.pem', texts.chain),
    keyFile: write(directory, 'key.pem', texts.key),
  };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function privateKeyPem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`;
}

function write(directory: string, name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}
