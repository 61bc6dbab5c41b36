import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyDiff } from '../../../src/scan/patch/apply.ts';
import { runDoctor } from '../../lab/doctor.ts';
import { requirePart } from '../../lab/find-part.ts';
import { describeWith } from '../../lab/parts.ts';
import { portOf } from '../../lab/ports.ts';
import { launch } from '../../lab/process.ts';
import type { Place, Receiver } from './faults.ts';
import {
  deliversThrough,
  diagnoseFiles,
  ownReceiverPort,
  PASSWORD,
  placeFor,
  receivers,
  senderText,
  TOKEN,
  validates,
  writeConfiguration,
} from './lab.ts';

interface Healthy {
  readonly name: string;
  readonly receiver: Receiver;
  readonly exporter: (place: Place) => readonly [id: string, settings: string];
  readonly extensions?: string;
}

const tls = (place: Place): string => `tls:\n  ca_file: ${place.rootFile}`;

const HEALTHY: readonly Healthy[] = [
  {
    name: 'gRPC',
    receiver: 'plain',
    exporter: ({ grpc }) => ['otlp', `endpoint: 127.0.0.1:${grpc}\ntls: {insecure: true}`],
  },
  {
    name: 'gRPC with a scheme and a resolver',
    receiver: 'plain',
    exporter: ({ grpc }) => [
      'otlp_grpc/x',
      `endpoint: dns:///localhost:${grpc}\ntls: {insecure: true}\nbalancer_name: pick_first`,
    ],
  },
  {
    name: 'HTTP',
    receiver: 'plain',
    exporter: ({ http }) => ['otlphttp', `endpoint: http://127.0.0.1:${http}`],
  },
  {
    name: 'HTTP with JSON, without compression',
    receiver: 'plain',
    exporter: ({ http }) => [
      'otlp_http',
      `endpoint: http://127.0.0.1:${http}/\nencoding: json\ncompression: none`,
    ],
  },
  {
    name: 'traces_endpoint',
    receiver: 'plain',
    exporter: ({ http }) => [
      'otlphttp',
      `traces_endpoint: http://127.0.0.1:${http}/v1/traces\ncompression: zstd`,
    ],
  },
  {
    name: 'gRPC over TLS',
    receiver: 'tls',
    exporter: (place) => ['otlp', `endpoint: localhost:${place.grpc}\n${tls(place)}`],
  },
  {
    name: 'HTTP over TLS, named otherwise',
    receiver: 'tls',
    exporter: (place) => [
      'otlphttp',
      `endpoint: https://127.0.0.1:${place.http}\n${tls(place)}\n  server_name_override: localhost`,
    ],
  },
  {
    name: 'TLS without verification',
    receiver: 'tls',
    exporter: ({ http }) => [
      'otlphttp',
      `endpoint: https://localhost:${http}\ntls: {insecure_skip_verify: true}`,
    ],
  },
  {
    name: 'gRPC over TLS without verification',
    receiver: 'tls',
    exporter: ({ grpc }) => ['otlp', `endpoint: localhost:${grpc}\ntls: {insecure_skip_verify: true}`],
  },
  {
    name: 'a client certificate',
    receiver: 'mtls',
    exporter: (place) => [
      'otlphttp',
      `endpoint: https://localhost:${place.http}\n${tls(place)}\n  cert_file: ${place.clientCert}\n  key_file: ${place.clientKey}`,
    ],
  },
  {
    name: 'a token in a header',
    receiver: 'bearer',
    exporter: ({ http }) => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${http}\nheaders: {authorization: Bearer ${TOKEN}}`,
    ],
  },
  {
    name: 'a token of an extension',
    receiver: 'bearer',
    exporter: ({ http }) => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${http}\nauth: {authenticator: bearertokenauth}`,
    ],
    extensions: `extensions:\n  bearertokenauth:\n    token: ${TOKEN}\n`,
  },
  {
    name: 'a login of an extension',
    receiver: 'basic',
    exporter: ({ http }) => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${http}\nauth: {authenticator: basicauth}`,
    ],
    extensions: `extensions:\n  basicauth:\n    client_auth:\n      username: lab\n      password: ${PASSWORD}\n`,
  },
];

describeWith(['otelcol'], 'exporters of a Collector that deliver', () => {
  const lab = receivers();
  afterAll(() => lab.stop());

  it.each(HEALTHY)('$name: nothing is found, and the real Collector delivers', async (given) => {
    const receiver = await lab.start(given.receiver);
    const port = await ownReceiverPort();
    const file = writeConfiguration(
      senderText(given, await placeFor(receiver, await lab.certificates()), port),
    );
    const { report, printed } = await diagnoseFiles([file]);
    expect(report.verdict, printed).toBe('healthy');
    expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(printed).not.toContain(TOKEN);
    expect(printed).not.toContain(PASSWORD);
    expect(await validates(file)).toBe('valid');
    await deliversThrough(file, port, receiver);
  });
});

describeWith(['otelcol'], 'files of a Collector', () => {
  const lab = receivers();
  afterAll(() => lab.stop());

  it('are merged with what the command sets, as the real Collector does', async () => {
    const receiver = await lab.start('plain');
    const port = await ownReceiverPort();
    const place = await placeFor(receiver, await lab.certificates());
    const exporter = (): readonly [string, string] => [
      'otlp',
      `endpoint: \${env:LAB_HOST}:1\ntls: {insecure: true}`,
    ];
    const base = writeConfiguration(senderText({ exporter }, place, port));
    const over = writeConfiguration(
      `exporters: {otlp: {endpoint: "\${env:LAB_HOST}:${place.grpc}"}}\n`,
      'over.yaml',
    );
    const environment = { LAB_HOST: '127.0.0.1' };
    const { report } = await diagnoseFiles([base, over], environment, [
      '--set',
      'exporters.otlp.compression=none',
    ]);
    expect(report.verdict).toBe('healthy');
    const settings = report.targets[0]?.settings ?? [];
    expect(settings.find(({ name }) => name === 'compression')?.value).toBe('none');
    expect(settings.find(({ name }) => name === 'endpoint')?.source).toMatchObject({ path: over, line: 1 });
  });

  it('that do not parse are told by their line', async () => {
    const file = writeConfiguration('receivers:\n\totlp:\nexporters:\n  debug:\n');
    const { report, exitCode } = await diagnoseFiles([file]);
    expect(report.rootCause).toMatchObject({
      code: 'pipeline/config-invalid',
      location: { path: file, line: 2 },
    });
    expect(exitCode).toBe(1);
    expect(await validates(file)).not.toBe('valid');
  });

  it('with an exporter that is in no pipeline are mended', async () => {
    const receiver = await lab.start('plain');
    const port = await ownReceiverPort();
    const place = await placeFor(receiver, await lab.certificates());
    const text = senderText({ exporter: () => ['debug', ''] }, place, port).replace(
      'exporters:\n  debug:\n',
      `exporters:\n  debug:\n  otlphttp:\n    endpoint: http://127.0.0.1:${place.http}\n`,
    );
    const file = writeConfiguration(text);
    const { report } = await diagnoseFiles([file]);
    expect(report.rootCause?.code).toBe('pipeline/exporter-unused');
    const fix = report.rootCause?.fixes.find(({ proven }) => proven);
    if (fix === undefined || !('patch' in fix)) throw new Error('no patch is proven');
    const changed = applyDiff(fix.patch.diff, (path) => readFileSync(path, 'utf8'));
    const patched = writeConfiguration(changed?.get(file) ?? '');
    expect(await validates(patched)).toBe('valid');
    await deliversThrough(patched, port, receiver);
  });

  it('that are not there, and exporters that are not in them, are one line', async () => {
    const missing = await runDoctor({ args: ['collector', '/no/such/file.yaml'] });
    expect(missing).toMatchObject({ exitCode: 2, stdout: '' });
    expect(missing.stderr).toContain('cannot read /no/such/file.yaml');
    const file = writeConfiguration('exporters: {otlp: {endpoint: "a:1"}}\n');
    const unknown = await runDoctor({ args: ['collector', file, '--exporter', 'otlp/x'] });
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toContain('there is no exporter otlp/x; the configuration has otlp');
  });

  it('take the variables of a Collector that runs', async () => {
    const receiver = await lab.start('plain');
    const place = await placeFor(receiver, await lab.certificates());
    const exporter = (): readonly [string, string] => [
      'otlphttp',
      `endpoint: "http://127.0.0.1:\${env:LAB_PORT}"`,
    ];
    const file = writeConfiguration(senderText({ exporter }, place, await ownReceiverPort()));
    const environment = { LAB_PORT: String(place.http) };
    const running = launch(requirePart('otelcol'), ['--config', file], { environment });
    try {
      await running.waitForOutput(/Everything is ready/);
      const { report } = await diagnoseFiles([file], {}, ['--pid', String(running.pid)]);
      expect(report.verdict).toBe('healthy');
    } finally {
      await running.stop();
    }
  });
});

describeWith(['otelcol'], 'credentials that an extension has', () => {
  const lab = receivers();
  afterAll(() => lab.stop());

  /** A server of tokens. */
  const tokens = async (status: number, token: string) => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: token, token_type: 'Bearer' }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return { server, url: `http://127.0.0.1:${portOf(server)}/token` };
  };

  const sender = async (extensions: string, name: string): Promise<string> => {
    const receiver = await lab.start('bearer');
    const place = await placeFor(receiver, await lab.certificates());
    const exporter = (): readonly [string, string] => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${place.http}\nauth: {authenticator: ${name}}`,
    ];
    return writeConfiguration(senderText({ exporter, extensions }, place, 1));
  };

  const oauth2 = (url: string): string =>
    `extensions:\n  oauth2client:\n    client_id: lab\n    client_secret: sesame-4711\n    token_url: ${url}\n`;

  it('are asked for where that can be done', async () => {
    const { server, url } = await tokens(200, TOKEN);
    const file = await sender(oauth2(url), 'oauth2client');
    const { report, printed } = await diagnoseFiles([file]).finally(() => server.close());
    expect(report.verdict, printed).toBe('healthy');
    expect(printed).not.toContain(TOKEN);
    expect(printed).not.toContain('sesame-4711');
  });

  it('that cannot be had leave it open what is wrong', async () => {
    const { server, url } = await tokens(401, '');
    const file = await sender(oauth2(url), 'oauth2client');
    const { report } = await diagnoseFiles([file]).finally(() => server.close());
    expect(report).toMatchObject({ verdict: 'inconclusive', rootCause: null });
    expect(report.limits.join()).toContain('the token endpoint answered 401');
  });

  it.each([
    [
      'headers_setter',
      'extensions:\n  headers_setter:\n    headers: [{key: authorization, from_context: authorization}]\n',
    ],
    ['sigv4auth', 'extensions:\n  sigv4auth:\n    region: eu\n'],
  ])('and that %s takes from elsewhere are not missed', async (name, extensions) => {
    const { report } = await diagnoseFiles([await sender(extensions, name)]);
    expect(report).toMatchObject({ verdict: 'inconclusive', rootCause: null });
    expect(report.limits.join()).toContain(name);
  });
});

describeWith(['otelcol'], 'a chain of Collectors', () => {
  const lab = receivers();
  afterAll(() => lab.stop());

  /** Agent, gateway, backend; the gateway runs. */
  const chain = async (backendPort: (place: Place) => number, gatewayPort: (port: number) => number) => {
    const receiver = await lab.start('plain');
    const place = await placeFor(receiver, await lab.certificates());
    const port = await ownReceiverPort();
    const gateway = writeConfiguration(
      senderText(
        { exporter: () => ['otlp', `endpoint: 127.0.0.1:${backendPort(place)}\ntls: {insecure: true}`] },
        place,
        port,
      ),
      'gateway.yaml',
    );
    const agent = join(dirname(gateway), 'agent.yaml');
    const exporter = (): readonly [string, string] => [
      'otlphttp',
      `endpoint: http://127.0.0.1:${gatewayPort(port)}`,
    ];
    writeFileSync(agent, senderText({ exporter }, place, await ownReceiverPort()));
    const running = launch(requirePart('otelcol'), ['--config', gateway]);
    await running.waitForOutput(/Everything is ready/);
    return { agent, gateway, place, running };
  };

  it('that delivers is one way of two hops', async () => {
    const { agent, gateway, running } = await chain(
      ({ grpc }) => grpc,
      (port) => port,
    );
    const { report } = await diagnoseFiles([agent, gateway]).finally(() => running.stop());
    expect(report.verdict).toBe('healthy');
    expect(report.targets).toHaveLength(2);
    expect(report.limits.join()).toContain('read as 2 Collectors');
  });

  it('with the fault in the second hop names that', async () => {
    const { agent, gateway, running } = await chain(
      ({ http }) => http,
      (port) => port,
    );
    const { report } = await diagnoseFiles([agent, gateway]).finally(() => running.stop());
    expect(report.rootCause).toMatchObject({
      code: 'protocol/grpc-to-http-port',
      location: { path: gateway },
    });
  });

  it('with faults in both names the first', async () => {
    const { agent, gateway, place, running } = await chain(
      ({ http }) => http,
      () => 1,
    );
    const { report } = await diagnoseFiles([agent, gateway]).finally(() => running.stop());
    expect(place.http).toBeGreaterThan(1);
    expect(report.rootCause).toMatchObject({ code: 'network/connection-refused', location: { path: agent } });
  });
});
