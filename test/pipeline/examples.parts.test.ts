import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startReceiver } from '../../src/receiver/receiver.ts';
import { ROOT, read } from '../kit/sources.ts';
import { cli } from '../lab/doctor.ts';
import { closedPort, temporaryDirectory } from '../lab/ports.ts';
import { type Environment, type Finished, run } from '../lab/process.ts';

const FOLDER = 'docs/pipeline';

interface Container {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext?: object;
}

interface Step {
  readonly run?: string;
}

/** A command line of an example, and the environment that the example gives it. */
interface Example {
  readonly words: readonly string[];
  readonly environment: Environment;
}

/** The package, or the command that it installs. */
const NAMED = /^otel-doctor(?:@\S+)?$/;

const parsed = (name: string): never => parse(read(join(FOLDER, name))) as never;

const ofLine = (line: string): Example => ({ words: line.split(' '), environment: {} });

const ofContainer = ({ command, args, env }: Container): Example => ({
  words: [...command, ...args],
  environment: Object.fromEntries(
    env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  ),
});

const github = (): readonly string[] => {
  const { jobs } = parsed('github-actions.yml') as { jobs: Record<string, { steps: readonly Step[] }> };
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
};

const gitlab = (): string => {
  const { telemetry } = parsed('gitlab-ci.yml') as { telemetry: { script: readonly [string] } };
  return telemetry.script[0];
};

interface Workload {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly initContainers?: readonly Container[];
        readonly containers: readonly Container[];
        readonly securityContext?: object;
      };
    };
  };
}

const podOf = (name: string): Workload['spec']['template']['spec'] =>
  (parsed(name) as Workload).spec.template.spec;

const healthcheck = (): Example => {
  const text = read(join(FOLDER, 'healthcheck.Dockerfile')).replace(/\\\n/g, ' ');
  const words = JSON.parse(/HEALTHCHECK[^\n[]*CMD (\[.*\])/.exec(text)?.[1] ?? '[]') as string[];
  const endpoint = /^ENV OTEL_EXPORTER_OTLP_ENDPOINT=(\S+)$/m.exec(text)?.[1] ?? '';
  return { words, environment: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } };
};

const EXAMPLES: Readonly<Record<string, () => Example>> = {
  'GitHub Actions': () => ofLine(github().find((line) => line.includes('--wait')) ?? ''),
  'GitLab CI': () => ofLine(gitlab()),
  'the init container': () => ofContainer(podOf('init-container.yaml').initContainers?.[0] as Container),
  'the Kubernetes Job': () => ofContainer(podOf('kubernetes-job.yaml').containers[0] as Container),
  'the Docker health check': healthcheck,
};

let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  receiver = await startReceiver({ host: '127.0.0.1', grpcPort: 0, httpPort: 0 });
});

afterAll(() => receiver.stop());

/** Runs a command line as it stands in the example, with our build for the package; waits are cut short. */
const play = async (
  { words, environment }: Example,
  ports: { readonly http: number; readonly grpc: number },
): Promise<Finished & { readonly at: string }> => {
  const start = words.findIndex((word) => NAMED.test(word)) + 1;
  expect(start).toBeGreaterThan(0);
  const args = words.slice(start).map((word, index, all) => (all[index - 1] === '--wait' ? '1500ms' : word));
  const port = environment['OTEL_EXPORTER_OTLP_PROTOCOL'] === 'grpc' ? ports.grpc : ports.http;
  const at = temporaryDirectory('run');
  const finished = await run(process.execPath, [cli, ...args], {
    directory: at,
    environment: { ...environment, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    milliseconds: 40_000,
  });
  return { ...finished, at };
};

const outputsOf = ({ words }: Example): readonly string[] =>
  words.filter((_, index) => ['--output', '--save'].includes(words[index - 1] ?? ''));

describe.each(Object.entries(EXAMPLES))('%s', (_, example) => {
  test('ends with 0 where telemetry arrives, and writes its files', async () => {
    const done = await play(example(), { http: receiver.httpPort, grpc: receiver.grpcPort });
    expect([done.exitCode, done.stderr]).toEqual([0, '']);
    for (const name of outputsOf(example())) expect(existsSync(join(done.at, name)), name).toBe(true);
  });

  test('ends with 1 where it does not, and writes its files all the same', async () => {
    const port = await closedPort();
    const done = await play(example(), { http: port, grpc: port });
    expect(done.exitCode).toBe(1);
    expect(done.stderr).toMatch(example().words.includes('--quiet') ? /^unhealthy: / : /^$/);
    for (const name of outputsOf(example())) {
      expect(readFileSync(join(done.at, name)).length, name).toBeGreaterThan(100);
    }
    expect(done.stdout === '').toBe(example().words.includes('--quiet'));
  });
});

describe('the examples', () => {
  test('install this version and no other', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    for (const name of readdirSync(FOLDER).filter((file) => !file.endsWith('.md'))) {
      const installs = [
        ...read(join(FOLDER, name)).matchAll(/(?:npx, --yes,|npx --yes|--global) (otel-doctor\S*?)[\s\]]/g),
      ];
      expect(installs.length, name).toBeGreaterThan(0);
      for (const [, installed] of installs) expect(installed, name).toBe(`otel-doctor@${version}`);
    }
  });

  // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
  test.each(['init-container.yaml', 'kubernetes-job.yaml'])('%s passes Pod Security "restricted"', (name) => {
    const pod = podOf(name);
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const { securityContext } of [...(pod.initContainers ?? []), ...pod.containers])
      expect(securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
  });

  test('write GitHub annotations', async () => {
    const port = await closedPort();
    const done = await play(EXAMPLES['GitHub Actions']?.() as Example, { http: port, grpc: port });
    expect(done.stdout).toMatch(/^::error title=/m);
  });

  test('check the files of a repository', async () => {
    const scan = github().find((line) => line.includes(' scan ')) ?? '';
    const done = await play(ofLine(scan), { http: receiver.httpPort, grpc: receiver.grpcPort });
    expect([0, 2]).toContain(done.exitCode);
    expect(done.stderr).not.toMatch(/own mistake|Unknown/);
  });

  test('give the application the settings that were checked', () => {
    const { initContainers, containers } = podOf('init-container.yaml');
    // HOME is where npx keeps the package.
    expect(containers[0]?.env).toEqual(initContainers?.[0]?.env.filter(({ name }) => name !== 'HOME'));
  });

  test('are all listed in the page about them, which the read me names', () => {
    const page = read(join(FOLDER, 'README.md'));
    const files = readdirSync(join(ROOT, FOLDER)).filter((name) => name !== 'README.md');
    expect(files.filter((name) => !page.includes(`(${name})`))).toEqual([]);
    expect(read('README.md')).toContain('docs/pipeline');
  });
});
