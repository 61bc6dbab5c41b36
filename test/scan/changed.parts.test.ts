import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { scan } from '../../src/jobs/scan/scan.ts';
import { temporaryDirectory } from '../lab/ports.ts';

let directory = '';

const git = (...words: readonly string[]): void => {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', directory, ...own, ...words], { stdio: 'ignore' });
};

const put = (name: string, text: string): void => {
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), text);
};

const app = (protocol: string): string =>
  `services:\n  app:\n    image: node:22\n    command: node --import ./t.mjs a.mjs\n    env_file: [app.env]\n    environment: { OTEL_SERVICE_NAME: a, OTEL_EXPORTER_OTLP_PROTOCOL: ${protocol} }\n`;

const changed = async (base: string) => {
  const { report } = await scan({ paths: [directory], sdk: null, changed: base, patches: false });
  const errors = report.findings.filter(({ severity }) => severity !== 'info');
  return {
    report,
    errors: errors.map(({ code, location }) => `${code} ${location?.path.slice(directory.length + 1)}`),
  };
};

beforeEach(() => {
  directory = temporaryDirectory('changed');
  git('init', '-q', '-b', 'main');
  for (const unit of ['a', 'b']) {
    put(`${unit}/compose.yaml`, app('grcp'));
    put(`${unit}/app.env`, 'OTEL_EXPORTER_OTLP_ENDPOINT=https://intake.example.com\n');
  }
  git('add', '-A');
  git('commit', '-qm', 'all');
});

test('nothing has changed: nothing is told', async () => {
  const { report, errors } = await changed('HEAD');
  expect(errors).toEqual([]);
  expect(report.verdict).toBe('healthy');
  expect(report.summary).toContain('of what differs from HEAD');
});

test('a unit is judged whole when one file of it has changed, against where branches went apart', async () => {
  git('checkout', '-qb', 'feature');
  put('a/app.env', 'OTEL_EXPORTER_OTLP_ENDPOINT=https://other.example.com\n');
  git('commit', '-qam', 'change');
  git('checkout', '-q', 'main');
  put('b/app.env', '# moved on\nOTEL_EXPORTER_OTLP_ENDPOINT=https://intake.example.com\n');
  git('commit', '-qam', 'main goes on');
  git('checkout', '-q', 'feature');
  const { report, errors } = await changed('main');
  expect(errors).toEqual(['config/protocol-unknown a/compose.yaml']);
  expect(report.units?.map(({ name }) => name)).toEqual([join(directory, 'a')]);
});

test('a file that git does not know yet has changed', async () => {
  put('c/compose.yaml', app('htp').replace('    env_file: [app.env]\n', ''));
  expect((await changed('HEAD')).errors).toEqual(['config/protocol-unknown c/compose.yaml']);
});

test.each([
  ['nowhere', /git knows no commit "nowhere"/],
  ['--output=/tmp/x', /git knows no commit "--output=\/tmp\/x"/],
])('%s is wrong usage', async (base, says) => {
  await expect(changed(base)).rejects.toThrow(says);
});

test('outside of a repository is wrong usage', async () => {
  directory = temporaryDirectory('no-git');
  put('compose.yaml', app('grpc'));
  await expect(changed('HEAD')).rejects.toThrow(/is in no repository/);
});
