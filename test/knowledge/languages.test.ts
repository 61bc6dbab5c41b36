import { describe, expect, it } from 'vitest';
import { readSdk } from '../../src/explain/sdk.ts';
import { byImage, byProgram, LANGUAGES } from '../../src/knowledge/languages/index.ts';
import { sdkOfCommand } from '../../src/launch/sdk-of-command.ts';
import { languageOf } from '../../src/processes/language.ts';
import { recogniseProject } from '../../src/resolve/project.ts';
import { findSdk } from '../../src/resolve/sdks/index.ts';
import { guessSdk } from '../../src/scan/guess-sdk.ts';
import { readUnit } from '../../src/scan/read-files.ts';
import { sort } from '../../src/scan/sort.ts';
import { unitsOf } from '../../src/scan/units.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const EMPTY = temporaryDirectory('languages');

const ofProcess = (program: string): string =>
  languageOf({
    programs: ['', program],
    options: [],
    libraries: () => '',
    threads: () => [],
    compiledFrom: () => null,
  });

/** What each part of the doctor that meets a program takes it for. */
const answers = (program: string): readonly (string | null)[] => [
  ofProcess(program),
  sdkOfCommand([program], { PATH: '/nowhere' }, EMPTY).sdk,
  guessSdk(null, [program]),
  guessSdk('shop', ['sh', '-c', `exec ${program}`]),
  guessSdk('shop', ['/entrypoint.sh', program]),
];

const rows = (words: 'programs' | 'commands' | 'images'): readonly (readonly [string, string])[] =>
  LANGUAGES.flatMap((row) => row[words].map((word) => [word, row.sdk] as const));

describe('a word is of one language, whoever reads it', () => {
  it.each([...rows('programs'), ...rows('commands')])('the program %s is of %s', (program, sdk) => {
    expect(answers(program)).toEqual(Array.from({ length: 5 }, () => sdk));
    expect(answers(`/opt/${program}`)).toEqual(Array.from({ length: 5 }, () => sdk));
  });

  it.each(rows('programs'))('%s in a sentence is of %s', (program, sdk) => {
    expect(readSdk(`we start it with ${program} in production`, [])?.sdk).toBe(sdk);
  });

  it.each(rows('images'))('the image %s is of %s', (image, sdk) => {
    const names = [image, `docker.io/library/${image}:1.2-alpine`, `ghcr.io/shop/${image}-base`];
    expect(names.map((name) => guessSdk(name, []))).toEqual([sdk, sdk, sdk]);
  });

  it.each(LANGUAGES.map((row) => [row.sdk, row] as const))(
    '%s has an SDK whose rules are known',
    (sdk, row) => {
      expect(findSdk(sdk)?.name).toBe(sdk);
      expect(LANGUAGES.filter(({ told }) => told === row.told)).toEqual([row]);
    },
  );

  it('stands in one row', () => {
    const words = [...rows('programs'), ...rows('commands')].map(([word]) => word);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    const images = rows('images').map(([word]) => word);
    expect(images.filter((word, at) => images.indexOf(word) !== at)).toEqual([]);
  });
});

describe('names as they are met', () => {
  it.each([
    ['/usr/local/bin/python3.13t', 'python'],
    ['/Library/Frameworks/Python.framework/Versions/3.13/Python', 'python'],
    ['php8.3-fpm', 'php'],
    ['C:\\Program Files\\dotnet\\dotnet.exe', 'dotnet'],
  ])('%s is %s', (path, sdk) => {
    expect(byProgram(path)?.sdk).toBe(sdk);
  });

  it.each([
    ['gcr.io/distroless/python3-debian12', 'python'],
    ['registry.access.redhat.com/ubi9/nodejs-20', 'js'],
    ['mcr.microsoft.com/dotnet/aspnet', 'dotnet'],
    ['tiangolo/uvicorn-gunicorn-fastapi', 'python'],
    ['hexpm/elixir', 'erlang'],
    ['node.example.com/shop', undefined],
    ['prom/node-exporter', undefined],
    ['quay.io/calico/node', undefined],
    ['hipages/php-fpm_exporter', undefined],
    ['registry.k8s.io/node-problem-detector/node-problem-detector', undefined],
    ['nodepad', undefined],
  ])('the image %s is of %s', (image, sdk) => {
    expect(byImage(image)?.sdk).toBe(sdk);
  });

  it.each([
    [['./server', '--mode', 'node'], null],
    [['./server', '--data', '/var/lib/node'], null],
    [['sh', '-c', 'python manage.py migrate && exec gunicorn app'], 'python'],
    [['wait-for-it.sh', 'db:5432', '--', 'hypercorn', 'app:app'], 'python'],
    [['./manage.py', 'runserver'], 'python'],
    [['java', '-javaagent:/otel/opentelemetry-javaagent.jar', '-jar', 'a.jar'], 'java-agent'],
  ])('the command %j is of %s', (command, sdk) => {
    expect(guessSdk(null, command)).toBe(sdk);
  });

  it('believes what a compiler left more than a name that is a common word', () => {
    const clues = { options: [], libraries: () => '', threads: () => [], compiledFrom: () => 'go' as const };
    expect(languageOf({ ...clues, programs: ['/app/spring'] })).toBe('go');
    expect(languageOf({ ...clues, programs: ['/usr/bin/frankenphp'] })).toBe('php');
  });
});

it('takes two Compose services that differ in their server alone for the same language', () => {
  const service = (server: string): string =>
    `  ${server}:\n    image: shop/web\n    command: ${server} shop:app --bind 0.0.0.0:8000\n`;
  const text = `services:\n${service('gunicorn')}${service('hypercorn')}`;
  const context = { readText: () => null, parsed: new Map() };
  const [unit] = unitsOf(sort([{ path: 'compose.yaml', text }], context), context);
  const workloads = unit === undefined ? [] : readUnit(unit, context).land.workloads;
  expect(workloads.map(({ sdk }) => sdk)).toEqual(['python', 'python']);
});

describe('manifests', () => {
  it.each([
    ['package.json', '{"scripts":{"start":"node ."}}', 'js'],
    ['requirements.txt', 'flask', 'python'],
    ['go.mod', 'module a', 'go'],
    ['pom.xml', '<project/>', 'java'],
    ['Shop.csproj', '<Project/>', 'dotnet'],
    ['Gemfile', '', 'ruby'],
    ['composer.json', '{}', 'php'],
    ['Cargo.toml', '[package]', 'rust'],
    ['CMakeLists.txt', 'find_package(opentelemetry-cpp)', 'cpp'],
    ['mix.exs', '', 'erlang'],
    ['Package.swift', '', 'swift'],
  ])('%s speaks for %s', (name, text, sdk) => {
    const read = (): string => text;
    expect(recogniseProject({ names: [name], read, readNearby: () => null })).toMatchObject({ sdk });
  });
});
