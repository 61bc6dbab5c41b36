import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { scan } from '../../src/jobs/scan/scan.ts';
import { temporaryDirectory } from '../lab/ports.ts';

let directory = '';

beforeEach(() => {
  directory = temporaryDirectory('scan');
});

const scanFiles = async (files: Readonly<Record<string, string | Buffer>>) => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return (await scan({ paths: [directory], sdk: null })).report;
};

const bomb = (): string => {
  const levels = Array.from({ length: 12 }, (_, level) =>
    level === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'
      : `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
  );
  return `services:\n  api:\n    image: x\n${levels.join('\n')}\n`;
};

const HOSTILE: Readonly<Record<string, string | Buffer>> = {
  'aliases of aliases': bomb(),
  'four hundred thousand brackets': `services: ${'['.repeat(400_000)}`,
  'deep nesting': `services:\n${Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(Math.min(depth, 200) + 1)}a:`).join('\n')}`,
  binary: Buffer.from([0, 1, 2, 3, 0, 255]),
  'no text': Buffer.from('apiVersion: v1\nkind: Pod\n\xff\xfe', 'latin1'),
  'a services key of nothing': 'services:\n',
  'a list in place of services': 'services: [a, b]\n',
  'scalars everywhere':
    'services: {api: {image: 3, environment: 4, ports: 5, env_file: 6, networks: 7, extends: 8, volumes: 9, command: 10}}\n',
  'scalars in a manifest':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: 1\nspec: {template: {spec: {containers: [1, {env: 2, envFrom: 3, ports: 4}]}}}\n',
  'a circle of extends': 'services:\n  a: {extends: b, image: x}\n  b: {extends: a, image: x}\n',
  'endless interpolation': `services:\n  a:\n    image: x\n    environment:\n      OTEL_SERVICE_NAME: ${'${A:-'.repeat(5_000)}x\n`,
  'a reference to itself':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, env: [{name: OTEL_A, value: $(OTEL_A)}]}]}\n',
};

describe('what is no deployment ends in a report', () => {
  test.each(Object.entries(HOSTILE))('%s', async (_name, content) => {
    const report = await scanFiles({ 'compose.yaml': content });
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.limits.length).toBeGreaterThan(0);
  });
});

test('a file that is not there is a usage error', async () => {
  await expect(scan({ paths: [join(directory, 'none.yaml')], sdk: null })).rejects.toThrow(
    'there is no such file or directory',
  );
});

test('an empty directory is inconclusive', async () => {
  const report = await scanFiles({});
  expect(report.verdict).toBe('inconclusive');
  expect(report.summary).toContain('0 files read');
});

test('a chart that is not rendered is told apart from a file that is broken', async () => {
  const report = await scanFiles({
    'templates/deployment.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "shop.name" . }}\n{{- if .Values.a }}\nspec: {{ toYaml . }} # OTEL_SERVICE_NAME\n{{- end }}\n',
    'broken.yaml': 'apiVersion: v1\nkind: Pod # otel\n spec: [\n',
  });
  expect(report.limits.filter((limit) => limit.includes('is a template that is not rendered'))).toHaveLength(
    1,
  );
  expect(
    report.limits.filter((limit) => /broken\.yaml:\d+:\d+ cannot be read: not valid YAML/.test(limit)),
  ).toHaveLength(1);
});

test('dependencies and hidden directories are not looked into', async () => {
  const env = 'OTEL_EXPORTER_OTLP_PROTOCOL=http\n';
  const report = await scanFiles({
    'node_modules/a/.env': env,
    '.git/x.env': env,
    'vendor/.env': env,
    'app/.env': env,
  });
  expect(report.findings.filter(({ code }) => code === 'config/protocol-unknown')).toHaveLength(1);
});

test('programs that are not deployed are not read, so that nothing of them is left open or noted', async () => {
  const setting = 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318\n';
  const report = await scanFiles({
    'app/.env': setting,
    'app/page.min.js': `// ${setting}${'x'.repeat(1024 * 1024)}`,
    'app/test/send.test.ts': '// otel-doctor: ignore made/up because it is a test\n',
  });
  expect(report.units?.flatMap(({ unread = [] }) => unread)).toEqual([]);
  expect(report.limits.filter((limit) => /page\.min\.js|send\.test\.ts/.test(limit))).toEqual([]);
  expect(report.summary).toContain('1 file');
});

test('no secret leaves in a report, a patch or a line beside it', async () => {
  const { report, secretValues } = await (async () => {
    await scanFiles({
      'compose.yaml': `services:
  api:
    image: x
    environment:
      DB_PASSWORD: hunter2hunter2
      OTEL_EXPORTER_OTLP_ENDPOINT: http://me:topsecret9@collector:4317
      API_TOKEN: tok-abcdef123456
      OTEL_EXPORTER_OTLP_PROTOCOL: http
      OTEL_EXPORTER_OTLP_HEADERS: authorization=Bearer s3cr3ts3cr3t
`,
    });
    return scan({ paths: [directory], sdk: null });
  })();
  expect(report.findings.length).toBeGreaterThan(0);
  expect(secretValues).toContain('topsecret9');
  const diffs = report.findings.flatMap(({ fixes }) =>
    fixes.flatMap((fix) => ('patch' in fix ? [fix.patch.diff] : [])),
  );
  expect(diffs.length).toBeGreaterThan(0);
  expect(diffs.join('')).not.toMatch(/hunter2|topsecret9|tok-abcdef|s3cr3t/);
});

test('links are told of and not followed, wherever they lead', async () => {
  symlinkSync('..', join(directory, 'up'));
  symlinkSync('self', join(directory, 'self'));
  symlinkSync('nowhere', join(directory, 'dangling.yaml'));
  symlinkSync('app.env', join(directory, 'link.env'));
  const report = await scanFiles({ 'app.env': 'OTEL_EXPORTER_OTLP_PROTOCOL=http\n' });
  expect(report.findings.map(({ code, location }) => `${code} ${location?.path}`)).toEqual([
    `config/protocol-unknown ${join(directory, 'app.env')}`,
  ]);
  expect(report.limits.filter((limit) => limit.includes('is a link and was not followed'))).toHaveLength(2);
});

/** Root may read everything: as root the test looks with the eyes of nobody. */
const asNobody = async (look: () => Promise<void>): Promise<void> => {
  if (process.getuid?.() !== 0) return look();
  chmodSync(directory, 0o755);
  process.seteuid?.(65_534);
  try {
    await look();
  } finally {
    process.seteuid?.(0);
  }
};

test('a directory that may not be read is told of', async () => {
  mkdirSync(join(directory, 'closed'));
  chmodSync(join(directory, 'closed'), 0);
  writeFileSync(join(directory, '.env'), 'OTEL_SERVICE_NAME=shop\n');
  await asNobody(async () => {
    const { report } = await scan({ paths: [directory], sdk: null });
    expect(report.limits.some((limit) => limit.includes('closed was not looked into'))).toBe(true);
    await expect(scan({ paths: [join(directory, 'closed')], sdk: null })).rejects.toThrow(
      'it may not be read',
    );
  });
});

describe('what a file costs', () => {
  const KIBIBYTE = 1024;

  /** Signs of which a run is slow to read where blanks, quotes or brackets are matched in two ways. */
  test.each([' ', '\n', '\t', '\r', '${', '[', '{', '(', '"', "'", '\\', '#', 'A=', '- ', ': ', '.env.'])(
    'does not grow faster than 128 KiB of %j',
    async (sign) => {
      const run = sign.repeat((128 * KIBIBYTE) / sign.length);
      const report = await scanFiles({
        '.env': `OTEL_SERVICE_NAME=${run}x\n`,
        'compose.yaml': `services:\n  a:\n    image: x${run}x\n`,
        Dockerfile: `FROM node\nENV OTEL_SERVICE_NAME=${run}x\n`,
        'otel.service': `[Service]\nEnvironment=OTEL_SERVICE_NAME=${run}x\n`,
      });
      expect(report.summary).toContain('4 files read');
    },
  );

  test('references that double are filled in as far as a program could be started with them', async () => {
    const doubled = Array.from({ length: 40 }, (_, index) => `A${index + 1}=\${A${index}}\${A${index}}`);
    const report = await scanFiles({
      '.env': `A0=xxxxxxxx\n${doubled.join('\n')}\nOTEL_SERVICE_NAME=\${A40}\n`,
    });
    expect(report.limits.filter((limit) => limit.includes('longer than any program'))).toHaveLength(1);
  });

  test('fifty thousand continued lines are one instruction', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `  V${index}=x \\\n`).join('');
    const report = await scanFiles({
      Dockerfile: `FROM node\nENV OTEL_SDK_DISABLED=true \\\n${lines}  OTEL_EXPORTER_OTLP_PROTOCOL=http\nCMD node x\n`,
    });
    expect(report.findings.map(({ code }) => code)).toContain('config/protocol-unknown');
  });
});
