import { issue } from '../certificates.ts';
import { httpAnswers } from '../endpoints/http.ts';
import { createNamespace } from '../namespace.ts';
import { fileWith } from '../ports.ts';
import type { Environment, Launch } from '../process.ts';
import type { Backend } from '../serve.ts';
import { startIn } from '../start-in.ts';
import { type Case, repairable, type Scene, unrepairable } from './case.ts';
import type { Lab } from './lab.ts';

const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';

/** Something that stands for a backend, under its name, on a machine of its own. */
const standIn =
  (host: string, backend: Backend, more: Environment) =>
  async (lab: Lab): Promise<Scene> => {
    const { root } = await lab.certificates();
    const { chain, key } = await issue(root, { names: [host] });
    const namespace = await createNamespace();
    await startIn(namespace.launch, { kind: 'backend', backend, port: 443, tls: { chain, key } });
    const binds = {
      '/etc/nsswitch.conf': fileWith('hosts: files\n'),
      '/etc/hosts': fileWith(`127.0.0.1 localhost ${host}\n`),
    };
    const start: Launch = (command, args, options) => namespace.launch(command, args, { ...options, binds });
    const environment = {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_ENDPOINT: `https://${host}`,
      OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
      ...more,
    };
    return { environment, start, stop: namespace.remove };
  };

const GRAFANA = 'otlp-gateway-prod-eu-west-2.grafana.net';
const grafana: Backend = {
  path: '/otlp/v1/traces',
  header: 'authorization',
  otherwise: httpAnswers.notFound,
  refusal: {
    status: 401,
    body: '{"status":"error","error":"authentication error: no credentials provided"}',
  },
};
const honeycomb: Backend = {
  path: '/v1/traces',
  header: 'x-honeycomb-team',
  otherwise: httpAnswers.notFound,
  refusal: { status: 401, body: '{"error":"unknown API key - check your credentials"}' },
};
const datadog: Backend = {
  path: '/v1/traces',
  header: 'not-to-be-had',
  otherwise: httpAnswers.notFound,
  refusal: { status: 403, body: 'Forbidden' },
};

/** Backends that are known by name, with the answers that they give. */
export const vendorCases: readonly Case[] = [
  repairable(
    'endpoint/not-found-vendor',
    'Grafana Cloud without /otlp',
    standIn(GRAFANA, grafana, { [HEADERS]: 'authorization=Basic%20MTIzOnRva2Vu' }),
    { parts: ['ip'], sdks: [], says: /Grafana Cloud/ },
  ),
  unrepairable(
    'auth/missing',
    'Grafana Cloud, in its own words',
    standIn(GRAFANA, grafana, { OTEL_EXPORTER_OTLP_ENDPOINT: `https://${GRAFANA}/otlp` }),
    ['ip'],
    /Grafana Cloud/,
  ),
  unrepairable(
    'auth/missing',
    'Honeycomb, its own header',
    standIn('api.honeycomb.io', honeycomb, {}),
    ['ip'],
    /x-honeycomb-team=/,
  ),
  unrepairable(
    'auth/tenant-missing',
    'Honeycomb, a Classic key without a dataset',
    standIn(
      'api.honeycomb.io',
      {
        ...honeycomb,
        header: 'x-honeycomb-dataset',
        refusal: { status: 401, body: `{"message":"missing 'x-honeycomb-dataset' header"}` },
      },
      { [HEADERS]: 'x-honeycomb-team=0123456789abcdef0123456789abcdef' },
    ),
    ['ip'],
    /x-honeycomb-dataset/,
  ),
  unrepairable(
    'auth/forbidden',
    'Datadog, the site of another organisation',
    standIn('otlp.datadoghq.com', datadog, { [HEADERS]: 'dd-api-key=0123456789abcdef' }),
    ['ip'],
    /Datadog site/,
  ),
];
