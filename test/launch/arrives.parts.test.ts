import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { overrideSettings } from '../../src/launch/override.ts';
import { type Receiver, startReceiver } from '../../src/receiver/receiver.ts';
import { findSdk } from '../../src/resolve/sdks/index.ts';
import { requirePart } from '../lab/find-part.ts';
import { describeWith, type Part } from '../lab/parts.ts';
import { closedPort, fileWith } from '../lab/ports.ts';
import { quiet, runToEnd } from './kit.ts';

type Variables = Readonly<Record<string, string>>;

const sdkDirectory = resolve(import.meta.dirname, '../sdk');

interface Sender {
  readonly sdk: string;
  readonly parts: readonly Part[];
  readonly protocols: readonly string[];
  /** The command; options of a JVM or of a launcher stand in it where the settings have some. */
  argv(options: readonly string[]): readonly string[];
}

const SENDERS: readonly Sender[] = [
  {
    sdk: 'python',
    parts: ['python'],
    protocols: ['grpc', 'http/protobuf'],
    argv: (options) => [
      join(dirname(requirePart('python')), 'opentelemetry-instrument'),
      ...options,
      requirePart('python'),
      join(sdkDirectory, 'python/send.py'),
    ],
  },
  {
    sdk: 'js',
    parts: [],
    protocols: ['grpc', 'http/protobuf', 'http/json'],
    argv: () => [process.execPath, join(sdkDirectory, 'js/send.mjs')],
  },
  {
    sdk: 'go',
    parts: ['go-sdk'],
    protocols: ['grpc', 'http/protobuf'],
    argv: () => [requirePart('go-sdk')],
  },
  {
    sdk: 'java',
    parts: ['java-sdk'],
    protocols: ['grpc', 'http/protobuf'],
    argv: (options) => [
      ...['java', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', ...options],
      ...['-cp', join(dirname(requirePart('java-sdk')), '*'), 'Send'],
    ],
  },
  {
    sdk: 'rust',
    parts: ['rust-sdk'],
    protocols: ['grpc', 'http/protobuf'],
    argv: () => [requirePart('rust-sdk')],
  },
];

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

interface Original {
  readonly environment: Variables;
  readonly options?: readonly string[];
  readonly sdks?: readonly string[];
}

const E = 'OTEL_EXPORTER_OTLP_';

/** Where a sender was meant to send to; nobody listens at any of them. */
const originals = (closed: number): Readonly<Record<string, Original>> => {
  const away = `http://127.0.0.1:${closed}`;
  const file = fileWith(PEM);
  return {
    nothing: { environment: {} },
    general: { environment: { [`${E}ENDPOINT`]: away } },
    'per signal with a path': {
      environment: { [`${E}ENDPOINT`]: `${away}/base`, [`${E}TRACES_ENDPOINT`]: `${away}/custom/v1/traces` },
    },
    'https with certificate files': {
      environment: {
        [`${E}ENDPOINT`]: `https://127.0.0.1:${closed}`,
        [`${E}CERTIFICATE`]: file,
        [`${E}TRACES_CLIENT_CERTIFICATE`]: file,
        [`${E}CLIENT_KEY`]: '/nowhere/key.pem',
      },
    },
    'INSECURE=false': { environment: { [`${E}ENDPOINT`]: away, [`${E}INSECURE`]: 'false' } },
    'INSECURE=false of the signal': {
      environment: { [`${E}TRACES_ENDPOINT`]: away, [`${E}TRACES_INSECURE`]: 'false' },
    },
    proxies: {
      environment: {
        ...{ http_proxy: away, https_proxy: away, HTTP_PROXY: away, HTTPS_PROXY: away, ALL_PROXY: away },
        ...{ grpc_proxy: away, NO_PROXY: 'example.com', no_grpc_proxy: 'example.com' },
      },
    },
    'gzip and headers': {
      environment: { [`${E}ENDPOINT`]: away, [`${E}COMPRESSION`]: 'gzip', [`${E}HEADERS`]: 'api-key=abc' },
    },
    'no scheme': { environment: { [`${E}ENDPOINT`]: `127.0.0.1:${closed}` } },
    'system properties': {
      environment: {},
      options: [`-Dotel.exporter.otlp.endpoint=${away}`, `-Dotel.exporter.otlp.traces.endpoint=${away}`],
      sdks: ['java'],
    },
    'properties in JAVA_TOOL_OPTIONS': {
      environment: {
        JAVA_TOOL_OPTIONS: `-Dotel.exporter.otlp.traces.endpoint=${away} -Dotel.exporter.otlp.certificate=/nowhere`,
      },
      sdks: ['java'],
    },
    'options of the launcher': {
      environment: {},
      options: ['--exporter_otlp_traces_endpoint', away, '--exporter_otlp_insecure', 'false'],
      sdks: ['python'],
    },
  };
};

const alone: Variables = {
  OTEL_SERVICE_NAME: 'moved',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
};

for (const { sdk, parts, protocols, argv } of SENDERS) {
  describeWith(parts, `what ${sdk} sends, wherever it was meant to go`, () => {
    const arrived: string[] = [];
    let receiver: Receiver;
    let closed: number;

    beforeAll(async () => {
      closed = await closedPort();
      receiver = await startReceiver({
        ...{ host: '127.0.0.1', grpcPort: 0, httpPort: 0, ports: 'either' },
        onExport: ({ signal }) => void arrived.push(signal),
      });
    });
    afterAll(() => receiver.stop());

    const names = Object.entries(originals(1)).flatMap(([name, { sdks }]) =>
      sdks === undefined || sdks.includes(sdk) ? [name] : [],
    );

    it.each(names.flatMap((name) => protocols.map((protocol) => [name, protocol] as const)))(
      'arrives: %s, %s',
      async (name, protocol) => {
        arrived.length = 0;
        const original = originals(closed)[name] as Original;
        const rules = findSdk(sdk);
        if (rules === undefined) throw new Error(sdk);
        const override = await overrideSettings({
          environment: {
            ...{ PATH: process.env.PATH ?? '', [`${E}PROTOCOL`]: protocol },
            ...{ ...alone, ...original.environment },
          },
          argv: argv(original.options ?? []),
          directory: sdkDirectory,
          sdk: rules,
          port: receiver.httpPort,
        });
        expect(override.notes).toEqual([]);
        const ran = await runToEnd(
          quiet(override.argv, { environment: override.environment, directory: sdkDirectory }),
        );
        override.cleanUp();
        const log = `${ran.stdout}${ran.stderr}`;
        expect({ arrived, log }).toEqual({ arrived: ['traces'], log });
      },
    );
  });
}
