import { fileWith } from '../ports.ts';
import type { Environment } from '../process.ts';
import { type Case, repairable, type Scene, unrepairable } from './case.ts';
import type { Lab, ServerCertificates } from './lab.ts';
import { type Carrier, otlp, portFor } from './settings.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const CERTIFICATE = 'OTEL_EXPORTER_OTLP_CERTIFICATE';
const both: readonly Carrier[] = ['http/protobuf', 'grpc'];

/** A Collector with a certificate of this kind, and whether the application trusts the authority of the lab. */
const behindTls =
  (
    carrier: Carrier,
    kind: keyof ServerCertificates,
    trust: 'trusted' | 'not trusted',
    origin = (port: number) => `https://localhost:${port}`,
  ) =>
  async (lab: Lab): Promise<Scene> => {
    const { root } = await lab.certificates();
    const collector = await lab.collector(await lab.tls(kind));
    const trusts: Environment = trust === 'trusted' ? { [CERTIFICATE]: root.certificateFile } : {};
    return { collector, environment: otlp(carrier, origin(portFor(collector, carrier)), trusts) };
  };

const plaintextServer = (['http/protobuf', 'http/json', 'grpc'] as const).flatMap((carrier) => {
  const sdks = carrier === 'http/json' ? (['js'] as const) : (['python', 'js'] as const);
  const start = async (lab: Lab): Promise<Scene> => {
    const collector = await lab.collector();
    const endpoint = `https://127.0.0.1:${portFor(collector, carrier)}`;
    return { collector, environment: otlp(carrier, endpoint) };
  };
  return [repairable('tls/plaintext-server', carrier, start, { sdks, sets: [ENDPOINT] })];
});

const required = both.flatMap((carrier) => [
  repairable(
    'tls/required',
    `${carrier}, the authority is known`,
    behindTls(carrier, 'valid', 'trusted', (port) => `http://localhost:${port}`),
    { sets: [ENDPOINT] },
  ),
  unrepairable(
    'tls/required',
    `${carrier}, the authority is not known`,
    behindTls(carrier, 'valid', 'not trusted', (port) => `http://localhost:${port}`),
  ),
]);

const untrusted = both.flatMap((carrier) => [
  unrepairable(
    'tls/certificate-untrusted',
    `${carrier}, an authority that nobody named`,
    behindTls(carrier, 'valid', 'not trusted'),
  ),
  unrepairable(
    'tls/certificate-untrusted',
    `${carrier}, signed by itself`,
    behindTls(carrier, 'selfSigned', 'not trusted'),
  ),
  unrepairable(
    'tls/certificate-untrusted',
    `${carrier}, another authority than the named one`,
    behindTls(carrier, 'otherAuthority', 'trusted'),
  ),
]);

const incomplete = unrepairable(
  'tls/certificate-untrusted',
  'the server does not send its intermediate certificate',
  async (lab) => {
    const { belowIntermediate, root } = await lab.certificates();
    const { certificateFile: certFile, keyFile } = belowIntermediate;
    const collector = await lab.collector({ tls: { certFile, keyFile } });
    const environment = otlp('http/protobuf', `https://localhost:${collector.httpPort}`, {
      [CERTIFICATE]: root.certificateFile,
    });
    return { collector, environment };
  },
);

const expired = both.map((carrier) =>
  unrepairable('tls/certificate-expired', carrier, behindTls(carrier, 'expired', 'trusted')),
);

const mismatch = both.map((carrier) =>
  repairable(
    'tls/hostname-mismatch',
    `${carrier}, 127.0.0.1 against localhost`,
    behindTls(carrier, 'onlyLocalhost', 'trusted', (port) => `https://127.0.0.1:${port}`),
    { sets: [ENDPOINT] },
  ),
);

const otherName = unrepairable(
  'tls/hostname-mismatch',
  'a name that the settings do not know',
  async (lab) => {
    const { root, wrongName } = await lab.certificates();
    const { chainFile: certFile, keyFile } = wrongName;
    const collector = await lab.collector({ tls: { certFile, keyFile } });
    const environment = otlp('http/protobuf', `https://localhost:${collector.httpPort}`, {
      [CERTIFICATE]: root.certificateFile,
    });
    return { collector, environment };
  },
);

const notYetValid = unrepairable(
  'tls/certificate-not-yet-valid',
  'http/protobuf',
  behindTls('http/protobuf', 'notYetValid', 'trusted'),
);

/** A Collector that asks for a client certificate, and what the application shows. */
const mutual = (carrier: Carrier, shown: 'nothing' | 'another authority') => async (lab: Lab) => {
  const { otherClient, root } = await lab.certificates();
  const collector = await lab.collector(await lab.tls('valid', 'client certificate'));
  const own: Environment =
    shown === 'nothing'
      ? {}
      : {
          OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: otherClient.chainFile,
          OTEL_EXPORTER_OTLP_CLIENT_KEY: otherClient.keyFile,
        };
  const environment = otlp(carrier, `https://localhost:${portFor(collector, carrier)}`, {
    [CERTIFICATE]: root.certificateFile,
    ...own,
  });
  return { collector, environment };
};

const clientCertificates = both.flatMap((carrier) => [
  unrepairable('tls/client-certificate-required', carrier, mutual(carrier, 'nothing')),
  unrepairable('tls/client-certificate-rejected', carrier, mutual(carrier, 'another authority')),
]);

const caFile = (carrier: Carrier, file: () => string) => async (lab: Lab) => {
  const collector = await lab.collector(await lab.tls());
  const endpoint = `https://localhost:${portFor(collector, carrier)}`;
  return { collector, environment: otlp(carrier, endpoint, { [CERTIFICATE]: file() }) };
};

const caFiles = both.flatMap((carrier) => [
  unrepairable(
    'tls/ca-file-unreadable',
    carrier,
    caFile(carrier, () => '/nowhere/ca.pem'),
  ),
  unrepairable(
    'tls/ca-file-invalid',
    carrier,
    caFile(carrier, () => fileWith('this is no certificate\n')),
  ),
]);

/** What can be wrong with encryption. */
export const tlsCases: readonly Case[] = [
  ...plaintextServer,
  ...required,
  ...untrusted,
  incomplete,
  ...expired,
  ...mismatch,
  otherName,
  notYetValid,
  ...clientCertificates,
  ...caFiles,
];
