import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FORMATS } from '../../src/report/formats/render.ts';
import { isVendorToken } from '../../src/text/tokens.ts';
import { cli, runDoctor } from '../lab/doctor.ts';
import { describeWith } from '../lab/parts.ts';
import { fileWith, ownPort, temporaryDirectory } from '../lab/ports.ts';
import { finish, launch } from '../lab/process.ts';
import { http, JSON_TYPE } from '../receiver/wire.ts';
import { isOneWord, KINDS, type Kind } from './kinds.ts';
import { COMMAND_PLACES, LOG_PLACES, SETTING_PLACES } from './places.ts';
import { leaksIn } from './search.ts';

/**
 * Whole runs of real processes: what the commands write that the tests of the tables call as functions. Several kinds are put into
 * one run, for starting a process is dear; which kinds these are changes from place to place.
 */
const SHARES = [0, 1, 2, 3] as const;

const FILES = FORMATS.flatMap((format) => ['--output', `${format}=report.${format}`]);

const written = (directory: string): string =>
  FORMATS.map((format) => readFileSync(join(directory, `report.${format}`), 'utf8')).join('\n');

/** A secret of its own for each place, so that no place hides what another one lets out. */
const inLogs = (share: number): readonly { readonly text: string; readonly kind: Kind }[] =>
  LOG_PLACES.flatMap((place, index) => {
    const kinds = KINDS.filter(place.takes);
    const kind = kinds[(share + index * SHARES.length) % kinds.length];
    return kind === undefined ? [] : [{ text: place.write(kind.text), kind }];
  });

const HEADER = 'W7vQ92kZ8xYr4nAc';
const MISPLACED = '9xWvU6tS3qP0mL1';

describeWith([], 'no secret is in what is written by', () => {
  it.each(SHARES)(
    'run, of a log, of the command and of its settings (%i)',
    async (share) => {
      const directory = temporaryDirectory('canary-run');
      const lines = inLogs(share);
      const program = join(directory, 'shop.mjs');
      writeFileSync(
        program,
        `for (const line of ${JSON.stringify(lines.map(({ text }) => text))}) console.error('Failed to export span batch code: 403, reason: ' + line);`,
      );
      const places = COMMAND_PLACES.filter(({ name }) => /^an option/.test(name));
      const words = places.map((place, index) => {
        const kinds = KINDS.filter((kind) => place.takes(kind) && isOneWord(kind));
        return { place, kind: kinds[(share * 7 + index) % kinds.length] as Kind };
      });
      const argv = words.flatMap(({ place, kind }) => place.write(kind.text).slice(1));
      const { stdout, stderr, exitCode } = await runDoctor({
        directory,
        args: ['run', '--exit-code', 'doctor', ...FILES, '--', process.execPath, program, ...argv],
        environment: {
          OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
          OTEL_EXPORTER_OTLP_HEADERS: `x-team=${HEADER}`,
          OTEL_EXPORTER_OTLP_COMPRESSION: MISPLACED,
        },
        format: 'json',
      });
      expect([0, 1, 2]).toContain(exitCode);
      const kinds = [...lines, ...words].map(({ kind }) => kind);
      // What the command writes passes through as it is: it is there, or this test would see nothing.
      expect(leaksIn(stderr, kinds).length).toBeGreaterThan(20);
      const out = `${stdout}\n${written(directory)}`;
      expect(out).toContain('403');
      const settings = [HEADER, MISPLACED].map((core) => ({
        name: 'a setting',
        text: core,
        core,
        toldBy: 'name' as const,
      }));
      expect(leaksIn(out, [...kinds, ...settings])).toEqual([]);
    },
    60_000,
  );

  it('listen, of requests and of what they hold', async () => {
    const directory = temporaryDirectory('canary-listen');
    const [grpcPort, httpPort] = [await ownPort(), await ownPort()];
    const args = [
      'listen',
      '--grpc-port',
      String(grpcPort),
      '--http-port',
      String(httpPort),
      '--traces',
      ...FILES,
    ];
    const running = launch(process.execPath, [cli, ...args], { directory, environment: {} });
    await running.waitForOutput(/istening/);
    const shaped = KINDS.filter((kind) => kind.toldBy === 'shape' && isOneWord(kind));
    const vendors = shaped.filter(({ text }) => isVendorToken(text));
    const one = (index: number): Kind => shaped[index % shaped.length] as Kind;
    for (const [index, { text }] of shaped.entries()) {
      const path =
        index % 2 ? `/v1/traces/${encodeURIComponent(text)}` : `/v1/traces?key=${encodeURIComponent(text)}`;
      if (text.length >= 20) await http(httpPort, { method: 'POST', path, headers: JSON_TYPE }, '{}');
    }
    for (let index = 0; index < shaped.length; index += 6) {
      // The name of a span may hold an id, and only known tokens are no ids.
      const named = vendors[index % vendors.length] as Kind;
      const attributes = Object.entries({
        'service.name': 'shop',
        'http.authorization': `Bearer ${one(index).text}`,
        'db.password': one(index + 1).text,
        'process.command_line': `app --token ${one(index + 2).text}`,
        'url.full': `http://me:${one(index + 3).text}@h/x?key=${one(index + 4).text}`,
        'log.line': one(index + 5).text,
      }).map(([key, stringValue]) => ({ key, value: { stringValue } }));
      const span = {
        ...{ traceId: String(index).padStart(32, '1'), spanId: '1'.repeat(16), name: `GET ${named.text}` },
        ...{ startTimeUnixNano: '1', endTimeUnixNano: '2', attributes },
      };
      const body = JSON.stringify({
        resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans: [span] }] }],
      });
      const headers = { ...JSON_TYPE, authorization: `Bearer ${one(index).text}` };
      const { status } = await http(httpPort, { method: 'POST', path: '/v1/traces', headers }, body);
      expect(status).toBe(200);
    }
    running.stop();
    const { stdout, stderr } = await finish(running);
    const out = [stdout, stderr, written(directory)].join('\n');
    expect(out).toContain('shop');
    expect(leaksIn(out, shaped)).toEqual([]);
  }, 60_000);

  it('ps, of other processes', async () => {
    const directory = temporaryDirectory('canary-ps');
    const program = join(directory, 'shop.mjs');
    writeFileSync(program, 'console.log("up"); setInterval(() => undefined, 1000);');
    const shown = SETTING_PLACES.flatMap((place, index) => {
      const kinds = KINDS.filter((kind) => place.takes(kind) && isOneWord(kind));
      const kind = kinds[(index * 5) % kinds.length];
      return kind === undefined ? [] : [{ kind, ...place.write(kind.text) }];
    }).filter(({ flags }) => flags === undefined);
    const running = shown
      .slice(0, 16)
      .map(({ environment, kind }) =>
        launch(process.execPath, [program, '--token', kind.text], { directory, environment }),
      );
    try {
      await Promise.all(running.map((one) => one.waitForOutput(/up/)));
      const kinds = shown.slice(0, 16).map(({ kind }) => kind);
      for (const format of ['text', 'json'] as const) {
        const { stdout, stderr } = await runDoctor({ args: ['ps'], format });
        expect(stdout).toContain('shop.mjs');
        expect(leaksIn(stdout + stderr, kinds)).toEqual([]);
      }
      const seen = running.map(({ pid }) => readFileSync(`/proc/${pid}/environ`, 'utf8')).join('\n');
      expect(leaksIn(seen, kinds).length).toBeGreaterThan(10);
    } finally {
      for (const one of running) one.stop();
      await Promise.all(running.map((one) => finish(one)));
    }
  }, 90_000);

  it('diff, of env files and of the present environment', async () => {
    const cases = SETTING_PLACES.flatMap((place, index) => {
      const kinds = KINDS.filter(
        (kind) => place.takes(kind) && isOneWord(kind) && !/['"\\$`#]/.test(kind.text),
      );
      const pair = [kinds[(index * 3) % kinds.length], kinds[(index * 3 + 1) % kinds.length]];
      const [a, b] = pair.map((kind) => (kind === undefined ? undefined : place.write(kind.text)));
      return a === undefined || b === undefined || a.flags !== undefined
        ? []
        : [{ a, b, pair: pair as Kind[] }];
    });
    const asFile = (environment: Readonly<Record<string, string>>): string =>
      fileWith(
        Object.entries(environment)
          .map(([name, value]) => `${name}='${value}'\n`)
          .join(''),
      );
    for (const [index, { a, b, pair }] of cases.entries()) {
      if (index % 3 !== 0) continue;
      const format = index % 2 ? 'text' : 'json';
      const there = index % 4 ? asFile(b.environment) : '.';
      const { stdout, stderr, exitCode } = await runDoctor({
        args: ['diff', asFile(a.environment), there, '--timeout', '1s'],
        environment: there === '.' ? b.environment : {},
        format,
      });
      expect([0, 1], stdout + stderr).toContain(exitCode);
      expect(leaksIn(stdout + stderr, pair)).toEqual([]);
    }
  }, 120_000);
});
