import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from './lab/ports.ts';
import { run } from './lab/process.ts';

const root = join(import.meta.dirname, '..');

const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };

/** A program of a user, for the types alone. */
const USER = `import { diagnose, environmentLayer, findSdk, InvalidOptionsError, mergeLayers, SDKS } from 'otel-doctor';
import type { Diagnosis, Report, ReportFinding, Verdict } from 'otel-doctor';

const { report, secretValues }: Diagnosis = await diagnose({ environment: process.env });
const codes: readonly string[] = report.findings.map((finding: ReportFinding) => finding.code);
const told: Report = report;
const verdict: Verdict = told.verdict;
const names: readonly string[] = SDKS.map(({ name }) => name);
const python = findSdk('python');
await diagnose({ environment: mergeLayers([environmentLayer(process.env)]), sdk: python ?? 'python', skip: ['tls'] });
try {
  // @ts-expect-error the environment has to be given
  await diagnose({});
} catch (error) {
  if (error instanceof InvalidOptionsError) console.log(error.code, error.message);
}
export { codes, names, secretValues, verdict };
`;

/** What a user gets: packed, installed into an empty folder, run by its name. */
describe('the package', () => {
  const directory = temporaryDirectory('package');
  const home = join(directory, 'app');
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('works as npx otel-doctor after npm pack and npm install', async () => {
    mkdirSync(home);
    const packed = await run(
      'npm',
      ['pack', '--silent', '--ignore-scripts', '--pack-destination', directory],
      {
        directory: root,
        environment,
        milliseconds: 60_000,
      },
    );
    expect(packed.exitCode, packed.stderr).toBe(0);
    const archive = join(directory, packed.stdout.trim().split('\n').at(-1) ?? '');
    await run('npm', ['init', '--yes'], { directory: home, environment });
    const installed = await run('npm', ['install', '--no-audit', '--no-fund', archive], {
      directory: home,
      environment,
      milliseconds: 120_000,
    });
    expect(installed.exitCode, installed.stderr).toBe(0);
    const version = await run('npx', ['otel-doctor', '--version'], { directory: home, environment });
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(version.stdout.trim()).toBe(manifest.version);
    const demo = await run('npx', ['otel-doctor', 'demo'], {
      directory: home,
      environment,
      milliseconds: 30_000,
    });
    expect(demo.exitCode, demo.stderr).toBe(0);
    expect(demo.stdout).toContain('protocol/grpc-to-http-port');
    expect(demo.stdout).toContain('HEALTHY');
    const licences = readFileSync(join(root, 'dist/THIRD-PARTY-LICENCES.txt'), 'utf8');
    const bill = JSON.parse(readFileSync(join(root, 'dist/sbom.cdx.json'), 'utf8'));
    expect(licences).not.toContain('no licence file');
    for (const { name, version } of bill.components) expect(licences).toContain(`${name} ${version} (`);
    const { devDependencies, dependencies, scripts } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const declared = { ...devDependencies, ...dependencies };
    const direct = bill.components.filter(({ name }: { name: string }) => name in declared);
    expect(direct.length).toBeGreaterThan(10);
    expect(Object.keys(scripts).filter((name) => /install|^prepare$/.test(name))).toEqual([]);
  }, 240_000);

  it('shows the machine that built it in no file and no stack', async () => {
    const installed = join(home, 'node_modules/otel-doctor');
    const holding = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        statSync(join(installed, file)).isFile() && readFileSync(join(installed, file)).includes(root),
    );
    expect(holding).toEqual([]);
    const program = `import { diagnose } from 'otel-doctor';
      await diagnose({}).catch((error) => console.log(error.name, error.code, error.message, error.stack));`;
    const failed = await run(process.execPath, ['--input-type=module', '--eval', program], {
      directory: home,
      environment,
    });
    expect(failed.stdout).toMatch(
      /^InvalidOptionsError ERR_OTEL_DOCTOR_OPTIONS diagnose: environment is missing/,
    );
    expect(failed.stdout).toContain('otel-doctor/main.cjs');
    expect(failed.stdout + failed.stderr).not.toContain(root);
  }, 60_000);

  it('is used as docs/api.md says, with the types that it has', async () => {
    const page = readFileSync(join(root, 'docs/api.md'), 'utf8');
    const examples = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
    expect(examples).toHaveLength(2);
    for (const [index, code] of [...examples, USER].entries())
      writeFileSync(join(home, `example${index}.mts`), code);
    for (const [module, resolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ] as const) {
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', module];
      const types = ['--moduleResolution', resolution, '--typeRoots', join(root, 'node_modules/@types')];
      const files = [...examples, USER].map((_, index) => `example${index}.mts`);
      const checked = await run(
        process.execPath,
        [join(root, 'node_modules/typescript/bin/tsc'), ...options, ...types, '--types', 'node', ...files],
        { directory: home, environment, milliseconds: 120_000 },
      );
      expect(checked.stdout + checked.stderr, resolution).toBe('');
    }
  }, 240_000);

  it('resolves as Node and TypeScript resolve it', async () => {
    const publint = await run('npx', ['publint', '--strict'], {
      directory: root,
      environment,
      milliseconds: 60_000,
    });
    expect(publint.exitCode, publint.stdout + publint.stderr).toBe(0);
  }, 90_000);
});
