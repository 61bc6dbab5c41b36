import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../checks/index.ts';
import { AREAS } from '../src/model/check.ts';
import { healthyFacts } from '../src/model/samples.ts';
import { VERSION } from '../src/version.ts';
import {
  countLines,
  filesBelow,
  type Import,
  importsOf,
  ROOT,
  read,
  withoutComments,
} from './kit/sources.ts';

/** Files of a layer, and what they may import beside each other. */
interface Layer {
  readonly files: RegExp;
  readonly mayImport: readonly RegExp[];
  /** Of these only types, which are gone when it runs. */
  readonly mayNameTypesOf?: readonly RegExp[];
  /** Whether files of the layer may import each other. */
  readonly itself: boolean;
}

const model = /^src\/model\//;
const knowledge = /^src\/knowledge\//;
const engine = /^src\/engine\//;
const resolve = /^src\/resolve\//;
const settings = /^src\/settings\//;
const report = /^src\/report\/(?!schema\.ts)/;
const processes = /^src\/processes\//;
const receiver = /^src\/receiver\//;
const telemetry = /^src\/telemetry\//;
const forward = /^src\/forward\//;
const applications = /^src\/applications\//;
const version = /^src\/version\.ts$/;
const node = /^node:/;
const exporters = /^(@grpc\/grpc-js|@opentelemetry\/.+|https?-proxy-agent)$/;

/** Who may import whom: data flows one way, resolve -> gather -> judge -> prove -> report. */
const LAYERS: Readonly<Record<string, Layer>> = {
  model: { files: model, mayImport: [], itself: true },
  knowledge: { files: knowledge, mayImport: [], mayNameTypesOf: [model], itself: true },
  checks: { files: /^checks\/[^/]+\//, mayImport: [model, knowledge], itself: false },
  registry: { files: /^checks\/[^/]+\.ts$/, mayImport: [model, /^checks\/[^/]+\//], itself: false },
  engine: { files: engine, mayImport: [model], itself: true },
  resolve: { files: resolve, mayImport: [model, knowledge], itself: true },
  settings: { files: settings, mayImport: [model, resolve, processes, /^node:fs$/, /^yaml$/], itself: true },
  processes: { files: processes, mayImport: [model, /^node:(fs|os|child_process)$/], itself: true },
  probes: { files: /^src\/probes\//, mayImport: [model, processes, node, exporters], itself: true },
  receiver: { files: receiver, mayImport: [model, node], itself: true },
  telemetry: {
    files: telemetry,
    mayImport: [model, knowledge],
    mayNameTypesOf: [receiver],
    itself: true,
  },
  forward: {
    files: forward,
    mayImport: [model, node, /^https?-proxy-agent$/],
    mayNameTypesOf: [receiver],
    itself: true,
  },
  applications: {
    files: applications,
    mayImport: [model, knowledge, processes, resolve, settings, node],
    itself: true,
  },
  explain: {
    files: /^src\/explain\//,
    mayImport: [model, knowledge, resolve, /^src\/applications\/log\/(clean|mask)\.ts$/, /^node:util$/],
    itself: true,
  },
  'reader of tickets': {
    files: /^src\/explain\.ts$/,
    mayImport: [model, /^src\/explain\/explain\.ts$/, /^node:fs$/],
    itself: false,
  },
  prove: { files: /^src\/prove\//, mayImport: [model, engine, resolve], itself: true },
  schema: { files: /^src\/report\/schema\.ts$/, mayImport: [model, /^zod$/], itself: false },
  report: {
    files: report,
    mayImport: [model, knowledge, version, /^chalk$/, /^node:util$/],
    itself: true,
  },
  doctor: {
    files: /^src\/doctor\.ts$/,
    mayImport: [
      model,
      knowledge,
      engine,
      resolve,
      settings,
      report,
      /^src\/(probes|prove)\//,
      /^checks\/[^/]+\.ts$/,
      /^node:fs$/,
    ],
    itself: false,
  },
  'judge of telemetry': {
    files: /^src\/observe\.ts$/,
    mayImport: [model, engine, /^checks\/telemetry\.ts$/],
    mayNameTypesOf: [telemetry],
    itself: false,
  },
  listen: {
    files: /^src\/listen\.ts$/,
    mayImport: [model, receiver, telemetry, forward, report, /^src\/observe\.ts$/],
    itself: false,
  },
  run: {
    files: /^src\/run\//,
    mayImport: [
      model,
      receiver,
      telemetry,
      forward,
      applications,
      processes,
      resolve,
      settings,
      report,
      /^src\/observe\.ts$/,
    ],
    itself: true,
  },
  bundle: {
    files: /^src\/bundle\//,
    mayImport: [model, version, /^node:(fs|zlib)$/],
    itself: true,
  },
  comparison: {
    files: /^src\/diff\.ts$/,
    mayImport: [model, resolve, /^src\/bundle\//, /^src\/doctor\.ts$/],
    itself: false,
  },
  'process list': {
    files: /^src\/ps\.ts$/,
    mayImport: [model, knowledge, settings, processes, resolve],
    itself: false,
  },
  'table of settings': { files: /^src\/env\.ts$/, mayImport: [model, resolve], itself: false },
  scan: {
    files: /^src\/scan\//,
    mayImport: [
      model,
      knowledge,
      engine,
      resolve,
      settings,
      /^src\/processes\/java\.ts$/,
      /^node:(fs|path)$/,
      /^yaml$/,
    ],
    itself: true,
  },
  'file scan': {
    files: /^src\/scan\.ts$/,
    mayImport: [model, resolve, report, version, /^src\/scan\//, /^checks\/[^/]+\.ts$/, /^node:fs$/],
    itself: false,
  },
  commands: {
    files: /^src\/commands\//,
    mayImport: [
      model,
      settings,
      report,
      receiver,
      version,
      /^src\/processes\/(enter|machine)\.ts$/,
      /^src\/bundle\//,
      /^src\/(doctor|diff|env|explain|ps|listen|scan)\.ts$/,
      /^src\/run\//,
      /^src\/applications\/shell-words\.ts$/,
      /^node:os$/,
      /^src\/resolve\/(sdks\/.+|layers\.ts|project\.ts)$/,
      /^checks\/[^/]+\.ts$/,
      /^yargs$/,
    ],
    mayNameTypesOf: [forward],
    itself: true,
  },
  version: { files: version, mayImport: [], itself: false },
  'part loader': { files: /^src\/part\.ts$/, mayImport: [/^node:(fs|module|url|vm)$/], itself: false },
  cli: {
    files: /^src\/cli\.ts$/,
    mayImport: [
      /^src\/commands\/(main|session)\.ts$/,
      /^src\/settings\/process\.ts$/,
      /^src\/processes\/enter\.ts$/,
      /^node:fs\/promises$/,
      version,
    ],
    itself: false,
  },
  'public interface': {
    files: /^src\/index\.ts$/,
    mayImport: [model, /^src\/doctor\.ts$/, /^src\/resolve\/(sdks\/index|layers)\.ts$/],
    itself: false,
  },
};

/** Checks that are longer than a check should be. */
const LONGER: readonly string[] = ['checks/protocol/http2-unsupported.ts', 'checks/protocol/not-otlp.ts'];

const sources = [...filesBelow('src', '.ts'), ...filesBelow('checks', '.ts')];
const checkFiles = filesBelow('checks', '.ts').filter((path) => path.split('/').length === 3);
const codes = checkFiles.map((path) => path.slice('checks/'.length, -'.ts'.length));
const inLayer = (name: string): readonly string[] => sources.filter((path) => LAYERS[name]?.files.test(path));

const isAllowed = (layer: Layer, { to, typeOnly }: Import): boolean =>
  (layer.itself && layer.files.test(to)) ||
  layer.mayImport.some((pattern) => pattern.test(to)) ||
  (typeOnly && (layer.mayNameTypesOf ?? []).some((pattern) => pattern.test(to)));

const show = ({ from, to }: Import): string => `${from} imports ${to}`;

/** Lines of the given files that say what they may not. */
const offenders = (paths: readonly string[], forbidden: RegExp): readonly string[] =>
  paths.flatMap((path) =>
    withoutComments(read(path))
      .split('\n')
      .filter((line) => forbidden.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );

describe('layers', () => {
  test('every source file belongs to exactly one', () => {
    const homeless = sources.filter(
      (path) => Object.values(LAYERS).filter(({ files }) => files.test(path)).length !== 1,
    );
    expect(homeless).toEqual([]);
  });

  test('every import is read, and leads to a file or an installed package', () => {
    const lost = sources
      .flatMap(importsOf)
      .filter(
        ({ to }) =>
          !node.test(to) && !existsSync(join(ROOT, to)) && !existsSync(join(ROOT, 'node_modules', to)),
      );
    expect(lost.map(show)).toEqual([]);
    const unread = sources.filter((path) => {
      const written = read(path).match(/\bfrom '[^' ]+';|\bimport\('|^import '/gm) ?? [];
      return written.length !== importsOf(path).length;
    });
    expect(unread).toEqual([]);
  });

  test.each(Object.entries(LAYERS))('%s imports only what it may', (name, layer) => {
    expect(inLayer(name)).not.toEqual([]);
    const forbidden = inLayer(name)
      .flatMap(importsOf)
      .filter((imported) => !isAllowed(layer, imported));
    expect(forbidden.map(show)).toEqual([]);
  });

  test('only the doctor sees resolve, probes, checks, prove and report together', () => {
    const parts = [resolve, /^src\/probes\//, /^checks\//, /^src\/prove\//, report];
    const together = sources.filter((path) =>
      parts.every((part) => importsOf(path).some(({ to }) => part.test(to))),
    );
    expect(together).toEqual(['src/doctor.ts']);
  });

  test('the schema of the report is imported by nothing that runs', () => {
    const users = sources.flatMap(importsOf).filter(({ to }) => to === 'src/report/schema.ts');
    expect(users.map(show)).toEqual([]);
  });

  test('no file imports itself by a detour', () => {
    const graph = new Map(
      sources.map((path) => [path, importsOf(path).flatMap(({ to, typeOnly }) => (typeOnly ? [] : [to]))]),
    );
    const settled = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
      if (settled.has(path) || way.includes(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...way, path]);
      settled.add(path);
    };
    for (const path of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

describe('what a layer may not do', () => {
  test('checks are synchronous and touch neither process, clock, chance nor console', () => {
    const impure =
      /\basync\b\s*(\(|function|\w+\s*=>)|\bawait\s|(?<![/'])\bprocess\.\w|\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bMath\.random\b|\bconsole\.\w|\bset(Timeout|Interval)\(|\bfetch\(|\bglobalThis\b/;
    expect(offenders(checkFiles, impure)).toEqual([]);
  });

  test('the engine knows no OTLP and no fact by name', () => {
    expect(offenders(inLayer('engine'), /otlp|otel|opentelemetry|grpc|protobuf|collector|https?\b/i)).toEqual(
      [],
    );
    const facts = Object.keys(healthyFacts()).filter((fact) => fact !== 'target');
    expect(offenders(inLayer('engine'), new RegExp(`['".\`](${facts.join('|')})\\b`))).toEqual([]);
  });

  test('model, knowledge, resolve, prove and report read neither environment, disk nor clock', () => {
    const pure = ['model', 'knowledge', 'resolve', 'prove', 'report'].flatMap(inLayer);
    expect(
      offenders(pure, /(?<![/'])\bprocess\.\w|\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.\w/),
    ).toEqual([]);
  });

  test('report and engine write nothing', () => {
    expect(offenders(['report', 'engine'].flatMap(inLayer), /\bconsole\.\w|\bstd(out|err)\b/)).toEqual([]);
  });

  test('only the entry point ends the process', () => {
    // Commands that `run` started are ended, never the doctor.
    const others = sources.filter(
      (path) => path !== 'src/cli.ts' && path !== 'src/applications/process-tree.ts',
    );
    expect(offenders(others, /(?<![/'])\bprocess\.(exit|exitCode|abort|kill)\b/)).toEqual([]);
  });
});

describe('one check is one file, one test and one page', () => {
  test('the registry holds every check in order, each under the path of its file', () => {
    expect(checks.map(({ id }) => id)).toEqual(codes);
  });

  test.each(codes)('%s', (code) => {
    expect(read(`checks/${code}.ts`)).toContain(`id: '${code}'`);
    expect(existsSync(join(ROOT, `test/checks/${code}.test.ts`)), 'its test').toBe(true);
    expect(existsSync(join(ROOT, `docs/checks/${code}.md`)), 'its page').toBe(true);
  });

  test('no test and no page is left of a check that is gone', () => {
    const tests = filesBelow('test/checks', '.test.ts').map((path) => path.slice(12, -'.test.ts'.length));
    const pages = filesBelow('docs/checks', '.md').map((path) => path.slice(12, -'.md'.length));
    expect([...tests, ...pages].filter((code) => !codes.includes(code))).toEqual([]);
  });

  test('areas are known, and names are words joined by hyphens', () => {
    const known = codes.filter((code) => AREAS.some((area) => code.startsWith(`${area}/`)));
    expect(known).toEqual(codes);
    expect(codes.filter((code) => !/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  test('what a check explains exists, and is not itself', () => {
    const wrong = checks.flatMap(({ id, explains = [] }) =>
      explains.filter((code) => code === id || !codes.includes(code)).map((code) => `${id} explains ${code}`),
    );
    expect(wrong).toEqual([]);
  });

  test('no check is a consequence of its own consequences', () => {
    const explained = new Map(checks.map(({ id, explains = [] }) => [id as string, explains as string[]]));
    const below = (code: string, seen: ReadonlySet<string>): readonly string[] =>
      (explained.get(code) ?? []).flatMap((next) =>
        seen.has(next) ? [next] : [next, ...below(next, new Set([...seen, next]))],
      );
    expect(codes.filter((code) => below(code, new Set([code])).includes(code))).toEqual([]);
  });

  test('a former code names one check and no present one', () => {
    const former = checks.flatMap(({ aliases }) => aliases ?? []);
    expect(former.filter((code) => codes.includes(code))).toEqual([]);
    expect(new Set(former).size).toBe(former.length);
  });

  test('no two checks have the same title', () => {
    const titles = checks.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

describe('the tree', () => {
  test('generated files are current', () => {
    const tsx = join(ROOT, 'node_modules/.bin/tsx');
    const stale = (): string => {
      try {
        return execFileSync(tsx, ['.tools/generate.ts', '--check'], {
          cwd: ROOT,
          encoding: 'utf8',
          stdio: 'pipe',
        });
      } catch (thrown) {
        return String((thrown as { stderr?: string }).stderr ?? thrown);
      }
    };
    expect(stale()).toBe('');
  });

  test('the version is that of the package', () => {
    expect(VERSION).toBe((JSON.parse(read('package.json')) as { version: string }).version);
  });

  test('files stay small enough to be read at once', () => {
    const tooLong = (paths: readonly string[], limit: number): readonly string[] =>
      paths.filter((path) => countLines(read(path)) > limit);
    expect(tooLong(checkFiles, 80).filter((path) => !LONGER.includes(path))).toEqual([]);
    expect(tooLong(filesBelow('src', '.ts'), 300)).toEqual([]);
  });

  test('nothing names the workshop in which it was made', () => {
    const workshop = ['/work', 'shared'].join('/');
    const naming = ['src', 'checks', 'test', 'docs']
      .flatMap((directory) => [...filesBelow(directory, '.ts'), ...filesBelow(directory, '.md')])
      .filter((path) => read(path).includes(workshop));
    expect(naming).toEqual([]);
  });
});
