import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Authority, type Certificate, createAuthority, issue } from '../lab/certificates.ts';
import { createNamespace, type Namespace } from '../lab/namespace.ts';
import { describeWith } from '../lab/parts.ts';
import { fileWith, temporaryDirectory } from '../lab/ports.ts';
import type { Environment, Launch } from '../lab/process.ts';
import { comparable, type Observed, observed } from '../resolve/truth/compare.ts';
import { predict } from '../resolve/truth/predict.ts';
import { observe, PROXY_PORT, startCapture } from './capturing.ts';
import { environments } from './environments.ts';
import { senders } from './senders.ts';
import { installedVersions, SDKS, type SdkName } from './versions.ts';

const PORTS = [80, 443, PROXY_PORT, 4317, 4318, 4444];

/** Runs that settings alone cannot foretell, or that are foretold wrongly, each with the reason. */
const GAPS: Readonly<Record<string, string>> = {};

interface Result {
  readonly name: string;
  readonly predicted: unknown;
  readonly seen: unknown;
  readonly log: string;
}

interface Place {
  readonly directory: string;
  readonly server: Certificate;
}

const hosts = '127.0.0.1 localhost collector.test\n::1 localhost\n';

const inCertificates = (environment: Environment, directory: string): Environment =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace('$CERTS', directory)]),
  );

/** Sends with one SDK and every environment, one after the other, in a network of its own. */
async function measure(sdk: SdkName, { directory, server }: Place): Promise<readonly Result[]> {
  const namespace: Namespace = await createNamespace();
  const file = fileWith(hosts);
  const start: Launch = (command, args, options) =>
    namespace.launch(command, args, { ...options, binds: { '/etc/hosts': file } });
  const capture = await startCapture(namespace.launch, PORTS, server);
  const results: Result[] = [];
  for (const [name, environment] of Object.entries(environments)) {
    const { log } = await senders[sdk](inCertificates(environment, directory), start);
    const came: Observed = observe(await capture.take());
    const [predicted, seen] = [predict(sdk, environment), observed(came)];
    const clients = [predicted.client ?? false, came.clientCertificate !== undefined];
    results.push({
      name: `${name} ${sdk}`,
      predicted: { ...Object(comparable(predicted)), client: clients[0] },
      seen: { ...Object(comparable(seen)), client: clients[1] },
      log,
    });
  }
  await capture.stop();
  await namespace.remove();
  return results;
}

const same = ({ predicted, seen }: Result): boolean => JSON.stringify(predicted) === JSON.stringify(seen);

describeWith(['python', 'go-sdk', 'java-sdk', 'ip'], 'what the SDKs of the day put on the wire', () => {
  const directory = temporaryDirectory('certificates');
  const results: Result[] = [];
  let server: Certificate;

  beforeAll(async () => {
    const authority: Authority = await createAuthority('otel-doctor capture');
    server = await issue(authority, {
      names: ['localhost', 'collector.test'],
      ips: ['127.0.0.1', '::1'],
    });
    const client = await issue(authority, { names: ['client'], client: true });
    writeFileSync(join(directory, 'ca.pem'), authority.certificate);
    writeFileSync(join(directory, 'client.pem'), client.certificate);
    writeFileSync(join(directory, 'client.key'), client.key);
  });

  afterAll(async () => {
    const gaps = Object.entries(GAPS).map(([name, reason]) => `${name}: ${reason}`);
    const count = `${results.filter(same).length} of ${results.length} runs as predicted, ${gaps.length} known gaps`;
    process.stdout.write(`${await installedVersions()}: ${[count, ...gaps].join('; ')}\n`);
  });

  test.concurrent.each(SDKS)('is predicted for %s', { timeout: 120_000 }, async (sdk) => {
    const own = await measure(sdk, { directory, server });
    results.push(...own);
    const wrong = own.filter((result) => !same(result) && !(result.name in GAPS));
    expect(wrong.map(({ name, predicted, log }) => ({ name, is: predicted, log: log.slice(-800) }))).toEqual(
      wrong.map(({ name, seen, log }) => ({ name, is: seen, log: log.slice(-800) })),
    );
  });

  test('no gap is listed that is none', () => {
    const matched = results.filter(same).map(({ name }) => name);
    expect(Object.keys(GAPS).filter((name) => matched.includes(name))).toEqual([]);
  });
});
