import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents, generatedSources, isStale } from '../.tools/generated.ts';
import { checks } from '../checks/index.ts';
import { AREAS } from '../src/model/check.ts';
import { healthyFacts } from '../src/samples/facts.ts';
import { VERSION } from '../src/version.ts';
import { ROOMS, type Room } from './kit/rooms.ts';
import { countLines, filesBelow, type Import, importsOf, offenders, ROOT, read } from './kit/sources.ts';

const node = /^node:/;
const registry = /^checks\/[^/]+\.ts$/;

/** Lines of a check. */
const CHECK_LINES = 80;

/** Checks that are longer than a check should be. */
const LONGER: readonly string[] = ['checks/protocol/http2-unsupported.ts', 'checks/protocol/not-otlp.ts'];

const sources = [...filesBelow('src', '.ts'), ...filesBelow('checks', '.ts')];
const checkFiles = filesBelow('checks', '.ts').filter((path) => path.split('/').length === 3);
const codes = checkFiles.map((path) => path.slice('checks/'.length, -'.ts'.length));
const inRoom = (name: string): readonly string[] =>
  sources.filter((path) => ROOMS.find((room) => room.name === name)?.files.test(path));

const isAllowed = (layer: Room, { to, typeOnly }: Import): boolean =>
  (layer.itself && layer.files.test(to)) ||
  layer.mayImport.some((pattern) => pattern.test(to)) ||
  (typeOnly && (layer.mayNameTypesOf ?? []).some((pattern) => pattern.test(to)));

const show = ({ from, to }: Import): string => `${from} imports ${to}`;

describe('rooms', () => {
  test('every source file belongs to exactly one', () => {
    const homeless = sources.filter((path) => ROOMS.filter(({ files }) => files.test(path)).length !== 1);
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

  test.each(ROOMS)('$name imports only what it may: $reason', (room) => {
    expect(inRoom(room.name)).not.toEqual([]);
    const forbidden = inRoom(room.name)
      .flatMap(importsOf)
      .filter((imported) => !isAllowed(room, imported));
    expect(forbidden.map(show), room.reason).toEqual([]);
  });

  test('nothing imports commands but the entry point', () => {
    const users = sources
      .filter((path) => path !== 'src/cli.ts' && !path.startsWith('src/commands/'))
      .flatMap(importsOf)
      .filter(({ to }) => to.startsWith('src/commands/'));
    expect(
      users.map(show),
      'what two commands share is a job: a job that knew a command could not be used without a command line',
    ).toEqual([]);
  });

  test('only jobs see two stages', () => {
    // Settings and processes are no stages but sources: where a stage gets what it works on.
    const stages = ['resolve', 'probes', 'engine', 'prove', 'receiver', 'telemetry', 'forward', 'launch'];
    const seenBy = (path: string): readonly string[] =>
      [...stages, 'scan', 'explain', 'bundle', 'report'].filter(
        (stage) =>
          !path.startsWith(`src/${stage}/`) &&
          importsOf(path).some(({ to, typeOnly }) => !typeOnly && to.startsWith(`src/${stage}/`)),
      );
    expect(
      sources.filter((path) => !path.startsWith('src/jobs/') && seenBy(path).length > 1),
      'stages are put together in one room, so that two of them can change without a third',
    ).toEqual([]);
  });

  describe('a file of a shared room has users in two places, else it lives with its user', () => {
    const imports = sources.filter((path) => !registry.test(path)).flatMap(importsOf);
    const usersOf = (path: string): readonly string[] =>
      imports.filter(({ to }) => to === path).map(({ from }) => from);
    const roomOf = (path: string): string =>
      path.startsWith('checks/') ? path : path.split('/').slice(0, 2).join('/');
    const reason =
      'what one room alone uses is found beside its user, and a shared room stays one that is shared';

    // knowledge is left out: it is data, which stands in one place a subject, whoever reads it.
    test.each(['src/model', 'src/text', 'src/samples'])('%s', (room) => {
      const others = (path: string) =>
        usersOf(path)
          .map(roomOf)
          .filter((user) => user !== room);
      expect(
        inRoom(room).filter((path) => new Set(others(path)).size < 2),
        reason,
      ).toEqual([]);
    });

    test('src/findings', () => {
      // What one check alone says stands here only where it would not fit into the file of the check.
      const fits = (paths: readonly string[]): boolean =>
        paths.reduce((sum, path) => sum + countLines(read(path)), 0) <= CHECK_LINES;
      const lonely = inRoom('src/findings').filter((path) => {
        const users = usersOf(path);
        return users.length < 2 && fits([path, ...users]);
      });
      expect(lonely, reason).toEqual([]);
    });

    test('the root of src/report', () => {
      const folderOf = (path: string): string =>
        path.startsWith('src/report/') ? path.split('/').slice(0, 3).join('/') : roomOf(path);
      const root = inRoom('src/report').filter((path) => path.split('/').length === 3);
      expect(
        root.filter((path) => new Set(usersOf(path).map(folderOf)).size < 2),
        reason,
      ).toEqual([]);
    });
  });

  test('the schemas are loaded by nothing but the reading of a bundle', () => {
    const users = sources
      .flatMap(importsOf)
      .filter(({ to }) => /^src\/(report|bundle)\/schema\.ts$/.test(to));
    expect(users.map(show)).toEqual([
      'src/bundle/bundle.ts imports src/bundle/schema.ts',
      'src/bundle/schema.ts imports src/report/schema.ts',
    ]);
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
    expect(
      offenders(inRoom('src/engine'), /otlp|otel|opentelemetry|grpc|protobuf|collector|https?\b/i),
    ).toEqual([]);
    const facts = Object.keys(healthyFacts()).filter((fact) => fact !== 'target');
    expect(offenders(inRoom('src/engine'), new RegExp(`['".\`](${facts.join('|')})\\b`))).toEqual([]);
  });

  test('model, resolve, engine, findings, report and what they use are pure', () => {
    const pure = ['model', 'text', 'knowledge', 'findings', 'samples', 'resolve', 'engine', 'prove', 'report']
      .flatMap((name) => inRoom(`src/${name}`))
      // The one ordinary timer, which the engine and the probes set.
      .filter((path) => path !== 'src/model/time-limit.ts');
    const impure =
      /(?<![/'.])\bprocess\.\w|\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.\w|\bMath\.random\b|\brandomUUID\b|\bconsole\.\w|\bstd(out|err)\.\w|(?<!function\(\w*\)\{[^}]*)\bset(Timeout|Interval)\(|\bimport .*'node:(?!util')/;
    expect(
      offenders(pure, impure),
      'no clock, environment, disk, chance or console: the same facts give the same report, live or from a bundle',
    ).toEqual([]);
  });

  test('probes and receivers do not judge and word nothing for the reader', () => {
    const seeing = ['probes', 'receiver', 'telemetry', 'forward', 'processes'].flatMap((name) =>
      inRoom(`src/${name}`),
    );
    const judging = /\b(severity|verdict|rootCause|explanation|advice|fixes)\??: |\bdefineCheck\b/;
    expect(
      offenders(seeing, judging),
      'a fact says what was seen: what it means is said by a check, which can be tested and replayed',
    ).toEqual([]);
  });

  test('only knowledge, resolve and checks name a finding code', () => {
    /** Where codes are known, and why anybody else may name one. */
    const mayName: readonly [RegExp, string][] = [
      [/^src\/(knowledge|resolve)\//, 'what is known of messages, answers and settings points to codes'],
      [/^src\/model\/check-code\.ts$/, 'the list of all of them, generated'],
      [/^src\/samples\//, 'facts of examples hold the codes that knowledge and resolve put into them'],
      [/^src\/commands\//, 'help shows one as an example'],
      [/^src\/explain\//, 'its rules become sights of the checks, and then this line goes'],
    ];
    const others = sources.filter(
      (path) => path.startsWith('src/') && !mayName.some(([pattern]) => pattern.test(path)),
    );
    // Also in a pattern, where the slash is escaped.
    const named = new RegExp(codes.map((code) => code.replace('/', '\\\\?/')).join('|'));
    expect(
      offenders(others, named).filter((line) => !/\b(import|from) /.test(line)),
      'a finding comes out of a check: what is special about one is a field of its check, or a fact',
    ).toEqual([]);
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

describe('a test is where it belongs', () => {
  const tests = filesBelow('test', '.test.ts');
  /** What the code of a test leads to, up to the sources: those may start programs, a unit test may not. */
  const reached = (path: string, seen: Set<string> = new Set()): ReadonlySet<string> => {
    if (seen.has(path)) return seen;
    seen.add(path);
    if (/^(test|\.tools)\/.*\.ts$/.test(path)) for (const { to } of importsOf(path)) reached(to, seen);
    return seen;
  };
  const startsPrograms = (path: string): boolean =>
    ['node:child_process', 'test/lab/find-part.ts'].some((needed) => reached(path).has(needed));
  const isUnit = (path: string): boolean =>
    !path.endsWith('.parts.test.ts') && !path.startsWith('test/apps/');

  test('a unit test starts no program and needs no part', () => {
    expect(
      tests.filter(isUnit).filter(startsPrograms),
      'npm run test:unit runs anywhere and in seconds: a test that starts a program is named *.parts.test.ts',
    ).toEqual([]);
  });

  test('a test of parts needs one', () => {
    expect(
      tests.filter((path) => !isUnit(path) && !startsPrograms(path)),
      'what starts no program runs in npm run test:unit, where it is run most: name it *.test.ts',
    ).toEqual([]);
  });
});

describe('the tree', () => {
  test('generated files are current', { timeout: 120_000 }, async () => {
    const stale = [...generatedSources(), ...(await documents())].filter(isStale);
    expect(
      stale.map(({ path }) => path),
      'what is generated is never edited, and follows its source at once: npm run generate',
    ).toEqual([]);
  });

  test('the version is that of the package', () => {
    expect(VERSION).toBe((JSON.parse(read('package.json')) as { version: string }).version);
  });

  test('files stay small enough to be read at once', () => {
    const tooLong = (paths: readonly string[], limit: number): readonly string[] =>
      paths.filter((path) => countLines(read(path)) > limit);
    expect(tooLong(checkFiles, CHECK_LINES).filter((path) => !LONGER.includes(path))).toEqual([]);
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
