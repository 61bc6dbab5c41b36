import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from './lab/ports.ts';
import { run } from './lab/process.ts';

const root = join(import.meta.dirname, '..');

const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };

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

  it('resolves as Node and TypeScript resolve it', async () => {
    const publint = await run('npx', ['publint', '--strict'], {
      directory: root,
      environment,
      milliseconds: 60_000,
    });
    expect(publint.exitCode, publint.stdout + publint.stderr).toBe(0);
  }, 90_000);
});
