import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pointToUs } from '../../src/launch/edit-config-file.ts';
import { overrideSettings } from '../../src/launch/override.ts';
import { startReceiver } from '../../src/receiver/receiver.ts';
import { python } from '../../src/resolve/sdks/python.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';
import { quiet, runToEnd } from './kit.ts';

const FILE = `file_format: "1.0" # ours
tracer_provider:
  processors:
    - simple: {exporter: {otlp_http: {endpoint: "http://away:1/v1/traces", tls: {ca_file: /nowhere}}}}
    - batch:
        schedule_delay: 100
        exporter:
          otlp_grpc:
            endpoint: \${AWAY:-http://away:4317} # the collector
            headers: [{name: api-key, value: "\${KEY}"}]
            compression: zstd
            tls:
              insecure: false
    - simple: {exporter: {console: }}
meter_provider:
  readers:
    - periodic:
        exporter:
          otlp_http: {}
logger_provider:
  processors:
    - simple:
        exporter:
          otlp_http:
            encoding: json
    - simple:
        exporter:
          otlp_http:
`;

const CHANGED = `file_format: "1.0" # ours
tracer_provider:
  processors:
    - simple: {exporter: {otlp_http: {endpoint: http://127.0.0.1:5555/v1/traces, tls: {ca_file: null}}}}
    - batch:
        schedule_delay: 100
        exporter:
          otlp_grpc:
            endpoint: http://127.0.0.1:5555 # the collector
            headers: [{name: api-key, value: "\${KEY}"}]
            compression: gzip
            tls:
              insecure: true
    - simple: {exporter: {console: }}
meter_provider:
  readers:
    - periodic:
        exporter:
          otlp_http: {endpoint: http://127.0.0.1:5555/v1/metrics}
logger_provider:
  processors:
    - simple:
        exporter:
          otlp_http:
            endpoint: http://127.0.0.1:5555/v1/logs
            encoding: json
    - simple:
        exporter:
          otlp_http: {endpoint: http://127.0.0.1:5555/v1/logs}
`;

describe('pointing a configuration file to us', () => {
  it('changes what decides about the destination, and nothing else', async () => {
    expect(await pointToUs(FILE, 5555)).toBe(CHANGED);
    expect(await pointToUs(CHANGED, 5555)).toBe(CHANGED);
  });

  it('takes files of before 1.0', async () => {
    const former = `file_format: "0.4"
tracer_provider:
  processors:
    - batch:
        exporter:
          otlp:
            protocol: grpc
            endpoint: 'https://away:4317'
            certificate: /ca.pem
            insecure: false
`;
    expect(await pointToUs(former, 5555)).toBe(
      former
        .replace("'https://away:4317'", 'http://127.0.0.1:5555')
        .replace('/ca.pem', 'null')
        .replace('false', 'true'),
    );
  });

  it.each([
    ['no YAML', 'a: [b'],
    [
      'one exporter for two signals, by an alias',
      `tracer_provider:
  processors: [{simple: {exporter: &there {otlp_http: {endpoint: "http://away/v1/traces"}}}}]
logger_provider:
  processors: [{simple: {exporter: *there}}]
`,
    ],
    [
      'a value in more than one line',
      'tracer_provider: {processors: [{simple: {exporter: {otlp_grpc: {endpoint: http://a\n  b}}}}]}',
    ],
  ])('gives up for certain: %s', async (_, text) => {
    expect(await pointToUs(text, 5555)).toBeNull();
  });
});

describe('the copy of a configuration file', () => {
  const write = (text: string): string => {
    const path = join(temporaryDirectory('run-config'), 'otel.yaml');
    writeFileSync(path, text);
    return path;
  };
  const override = (
    environment: Readonly<Record<string, string>>,
    argv: readonly string[],
    directory = '/',
  ) => overrideSettings({ environment, argv, directory, sdk: python, port: 5555 });

  it('is private, and is removed at the end', async () => {
    const { environment, cleanUp } = await override({ OTEL_CONFIG_FILE: write(FILE) }, ['app']);
    const copy = environment['OTEL_CONFIG_FILE'] ?? '';
    expect(readFileSync(copy, 'utf8')).toBe(CHANGED);
    expect([statSync(copy).mode & 0o777, statSync(dirname(copy)).mode & 0o777]).toEqual([0o600, 0o700]);
    cleanUp();
    expect(existsSync(dirname(copy))).toBe(false);
  });

  it('is named wherever the file was named', async () => {
    const path = write(FILE);
    const { environment, argv, cleanUp } = await override(
      { JAVA_TOOL_OPTIONS: `-Xmx1g -Dotel.config.file=otel.yaml` },
      ['env', `OTEL_CONFIG_FILE=otel.yaml`, 'java', '-Dotel.experimental.config.file=otel.yaml', 'Main'],
      dirname(path),
    );
    cleanUp();
    const [, copy] = /file=(.*)/.exec(environment['JAVA_TOOL_OPTIONS'] ?? '') ?? [];
    expect(copy).toMatch(/otel-doctor-run-\w+\/otel\.yaml$/);
    expect(environment['JAVA_TOOL_OPTIONS']).toBe(`-Xmx1g -Dotel.config.file=${copy}`);
    expect(argv).toEqual([
      ...['env', `OTEL_CONFIG_FILE=${copy}`, 'java', `-Dotel.experimental.config.file=${copy}`, 'Main'],
    ]);
  });

  it('says what could not be done', async () => {
    const { environment, notes } = await override({ OTEL_CONFIG_FILE: '/nowhere/otel.yaml' }, ['app']);
    expect(environment['OTEL_CONFIG_FILE']).toBe('/nowhere/otel.yaml');
    expect(notes.join()).toMatch(/cannot be read/);
  });

  it('makes the real SDK of JavaScript send to us', async () => {
    const away = `http://127.0.0.1:${await closedPort()}`;
    const exporters = [
      `{otlp_http: {endpoint: "${away}/v1/traces"}}`,
      `{otlp_grpc: {endpoint: "${away}", tls: {insecure: false}}}`,
    ];
    const processors = exporters.map((exporter) => `    - simple: {exporter: ${exporter}}`);
    const path = write(
      ['file_format: "1.0"', 'tracer_provider:', '  processors:', ...processors, ''].join('\n'),
    );
    const arrived: string[] = [];
    const receiver = await startReceiver({
      ...{ host: '127.0.0.1', grpcPort: 0, httpPort: 0, ports: 'either' },
      onExport: ({ transport }) => void arrived.push(transport),
    });
    const program = `
      import { trace } from '@opentelemetry/api';
      import { startNodeSDK } from '@opentelemetry/sdk-node';
      const sdk = startNodeSDK();
      trace.getTracer('a').startSpan('b').end();
      await sdk.shutdown();`;
    const { environment, argv, cleanUp } = await overrideSettings({
      environment: { PATH: process.env.PATH ?? '', OTEL_CONFIG_FILE: path },
      argv: [process.execPath, '--input-type=module', '-e', program],
      directory: resolve(import.meta.dirname, '..'),
      sdk: python,
      port: receiver.httpPort,
    });
    const ran = await runToEnd(quiet(argv, { environment, directory: import.meta.dirname }));
    cleanUp();
    await receiver.stop();
    expect({ arrived: arrived.toSorted(), log: String(ran.stderr) }).toEqual({
      arrived: ['grpc', 'http/protobuf'],
      log: '',
    });
  });
});
