import { describe, expect, test } from 'vitest';
import { type ProjectReading, recogniseProject } from '../../src/resolve/project.ts';

type Texts = Readonly<Record<string, string>>;

const recognise = (texts: Texts, nearby: Texts = {}): ProjectReading => {
  const read = (name: string): string | null => texts[name] ?? null;
  return recogniseProject({
    names: Object.keys(texts),
    read,
    readNearby: (name) => read(name) ?? nearby[name] ?? null,
  });
};

const packageJson = (change: object): string => JSON.stringify({ name: 'shop', ...change }, null, 2);

const telemetryJs = packageJson({ dependencies: { '@opentelemetry/sdk-node': '^0.203.0' } });

describe('a project that names a package of OpenTelemetry', () => {
  test.each<[string, Texts, string, string | null, string | null]>([
    ['package.json', { 'package.json': telemetryJs }, 'js', '@opentelemetry/sdk-node', null],
    [
      'package-lock.json',
      {
        'package.json': telemetryJs,
        'package-lock.json':
          '{"packages": {"node_modules/@opentelemetry/sdk-node": {\n  "version": "0.203.0",\n "x": 1}}}',
      },
      'js',
      '@opentelemetry/sdk-node',
      '0.203.0',
    ],
    [
      'pnpm-lock.yaml',
      {
        'package.json': telemetryJs,
        'pnpm-lock.yaml': "packages:\n  '@opentelemetry/sdk-node@0.203.0(@opentelemetry/api@1.9.0)':\n",
      },
      'js',
      '@opentelemetry/sdk-node',
      '0.203.0',
    ],
    [
      'yarn.lock',
      {
        'package.json': telemetryJs,
        'yarn.lock': '"@opentelemetry/sdk-node@^0.203.0":\n  version "0.203.1"\n',
      },
      'js',
      '@opentelemetry/sdk-node',
      '0.203.1',
    ],
    [
      'requirements.txt',
      { 'requirements.txt': 'flask\nopentelemetry-sdk==1.27.0 ; python_version > "3"\n' },
      'python',
      'opentelemetry-sdk',
      '1.27.0',
    ],
    [
      'requirements-dev.txt',
      { 'requirements-dev.txt': 'opentelemetry-exporter-otlp[x] == 1.27.0\n' },
      'python',
      'opentelemetry-exporter-otlp',
      '1.27.0',
    ],
    [
      'uv.lock',
      {
        'pyproject.toml': '[project]\ndependencies = ["opentelemetry-sdk>=1.20"]\n',
        'uv.lock': '[[package]]\nname = "opentelemetry-sdk"\nversion = "1.36.0"\n',
      },
      'python',
      'opentelemetry-sdk',
      '1.36.0',
    ],
    [
      'poetry.lock',
      {
        'pyproject.toml': '[tool.poetry.dependencies]\nopentelemetry-sdk = "^1.20"\n',
        'poetry.lock': '[[package]]\nname = "opentelemetry-sdk"\nversion = "1.30.0"\n',
      },
      'python',
      'opentelemetry-sdk',
      '1.30.0',
    ],
    [
      'go.mod',
      {
        'go.mod':
          'module shop\n\nrequire (\n\tgo.opentelemetry.io/otel v1.37.0\n\tgo.opentelemetry.io/otel/sdk v1.38.0\n)\n',
      },
      'go',
      'go.opentelemetry.io/otel/sdk',
      '1.38.0',
    ],
    [
      'pom.xml',
      {
        'pom.xml':
          '<groupId>io.opentelemetry</groupId>\n<artifactId>opentelemetry-bom</artifactId>\n<version>1.50.0</version>',
      },
      'java',
      'opentelemetry-bom',
      '1.50.0',
    ],
    [
      'pom.xml with a property',
      {
        'pom.xml':
          '<otel.version>1.51.0</otel.version><groupId>io.opentelemetry</groupId><artifactId>opentelemetry-sdk</artifactId><version>@</version>'.replace(
            '@',
            ['$', '{otel.version}'].join(''),
          ),
      },
      'java',
      'opentelemetry-sdk',
      '1.51.0',
    ],
    [
      'build.gradle.kts',
      { 'build.gradle.kts': 'implementation("io.opentelemetry:opentelemetry-sdk:1.49.0")' },
      'java',
      'opentelemetry-sdk',
      '1.49.0',
    ],
    [
      'Shop.csproj',
      { 'Shop.csproj': '<PackageReference Include="OpenTelemetry" Version="1.12.0" />' },
      'dotnet',
      'OpenTelemetry',
      '1.12.0',
    ],
    [
      'Gemfile.lock',
      {
        Gemfile: "gem 'opentelemetry-sdk'\n",
        'Gemfile.lock': 'GEM\n  specs:\n    opentelemetry-sdk (1.8.0)\n      opentelemetry-api (~> 1.1)\n',
      },
      'ruby',
      'opentelemetry-sdk',
      '1.8.0',
    ],
    [
      'composer.lock',
      {
        'composer.json': '{"require": {"open-telemetry/sdk": "^1.0"}}',
        'composer.lock': '{"packages": [{\n "name": "open-telemetry/sdk",\n "version": "v1.6.0" }]}',
      },
      'php',
      'open-telemetry/sdk',
      '1.6.0',
    ],
    [
      'Cargo.lock',
      {
        'Cargo.toml': '[dependencies]\nopentelemetry-otlp = { version = "0.30" }\n',
        'Cargo.lock': '[[package]]\nname = "opentelemetry-otlp"\nversion = "0.30.0"\n',
      },
      'rust',
      'opentelemetry-otlp',
      '0.30.0',
    ],
    [
      'conanfile.txt',
      { 'conanfile.txt': '[requires]\nopentelemetry-cpp/1.21.0\n' },
      'cpp',
      'opentelemetry-cpp',
      '1.21.0',
    ],
    [
      'mix.lock',
      {
        'mix.exs': '{:opentelemetry_exporter, "~> 1.8"}',
        'mix.lock': '"opentelemetry_exporter": {:hex, :opentelemetry_exporter, "1.10.0", "abc"}',
      },
      'erlang',
      'opentelemetry_exporter',
      '1.10.0',
    ],
    [
      'rebar.lock',
      {
        'rebar.config': '{deps, [opentelemetry_exporter]}.',
        'rebar.lock': '{<<"opentelemetry_exporter">>,{pkg,<<"opentelemetry_exporter">>,<<"1.8.0">>},0}',
      },
      'erlang',
      'opentelemetry_exporter',
      '1.8.0',
    ],
    [
      'Package.resolved',
      {
        'Package.swift':
          '.package(url: "https://github.com/open-telemetry/opentelemetry-swift", from: "2.0.0")',
        'Package.resolved':
          '{"identity" : "opentelemetry-swift", "state" : { "revision" : "a", "version" : "2.0.1" }}',
      },
      'swift',
      'opentelemetry-swift',
      '2.0.1',
    ],
  ])('is recognised by %s', (_, texts, sdk, name, version) => {
    expect(recognise(texts)).toMatchObject({ kind: 'chosen', sdk, package: name, version });
  });

  test('has the version of the package that is installed, also above the directory', () => {
    const nearby = {
      'node_modules/@opentelemetry/sdk-node/package.json': packageJson({
        name: '@opentelemetry/sdk-node',
        version: '0.204.0',
      }),
    };
    expect(recognise({ 'package.json': telemetryJs }, nearby)).toMatchObject({ version: '0.204.0' });
  });

  test('takes no version that is a range or nonsense', () => {
    const odd = { 'requirements.txt': 'opentelemetry-sdk==\u001b[31m\nopentelemetry-api>=1.2' };
    expect(recognise(odd)).toMatchObject({ sdk: 'python', version: null });
  });

  test('wins over files that only show a language', () => {
    const texts = {
      'package.json': packageJson({ scripts: { start: 'vite' } }),
      'go.mod': 'go.opentelemetry.io/otel v1',
    };
    expect(recognise(texts)).toMatchObject({ kind: 'chosen', sdk: 'go', file: 'go.mod' });
  });

  test.each([
    ['a build file', { 'build.gradle': 'jvmArgs "-javaagent:opentelemetry-javaagent.jar"' }],
    [
      'an image',
      { 'pom.xml': '<project/>', Dockerfile: 'CMD java -javaagent:/opentelemetry.jar -jar a.jar' },
    ],
    ['the agent itself', { 'pom.xml': '<project/>', 'opentelemetry-javaagent-2.20.1.jar': '' }],
  ])('has the Java agent where it is named by %s', (_, texts) => {
    expect(recognise(texts)).toMatchObject({ kind: 'chosen', sdk: 'java-agent', version: null });
  });
});

describe('a project without OpenTelemetry', () => {
  test.each<[string, Texts]>([
    ['python', { 'pyproject.toml': '[project]\nname = "shop"\n' }],
    ['go', { 'go.mod': 'module shop\n' }],
    ['js', { 'package.json': packageJson({ dependencies: { express: '5' } }) }],
    ['dotnet', { 'Shop.Web.csproj': '<Project/>' }],
  ])('is still of a language: %s', (sdk, texts) => {
    expect(recognise(texts)).toMatchObject({ kind: 'chosen', sdk, package: null, version: null });
  });

  test.each<[string, Texts]>([
    ['of build tools', { 'package.json': packageJson({ devDependencies: { prettier: '3' } }) }],
    ['of C++', { 'CMakeLists.txt': 'project(shop)' }],
    ['empty', {}],
    ['of other files', { 'README.md': 'opentelemetry-sdk==1', 'go.mod.bak': 'go.opentelemetry.io/otel' }],
  ])('says nothing when it is %s', (_, texts) => {
    expect(recognise(texts)).toEqual({ kind: 'nothing' });
  });
});

describe('a project of several languages', () => {
  test('is not guessed at', () => {
    const texts = { 'package.json': telemetryJs, 'requirements.txt': 'opentelemetry-distro\n' };
    expect(recognise(texts)).toEqual({
      kind: 'undecided',
      candidates: [
        { sdk: 'js', file: 'package.json' },
        { sdk: 'python', file: 'requirements.txt' },
      ],
    });
  });

  test('is not guessed at without OpenTelemetry either', () => {
    expect(recognise({ 'go.mod': 'module a', 'Cargo.toml': '[package]' }).kind).toBe('undecided');
  });
});

test('asks for no text that no name gives reason to', () => {
  const asked: string[] = [];
  const read = (name: string): string | null => {
    asked.push(name);
    return null;
  };
  recogniseProject({ names: ['a.txt', 'secret.env', 'Dockerfile', 'go.mod'], read, readNearby: read });
  expect(asked).toEqual(['go.mod']);
});

describe('a project whose framework brings OpenTelemetry along', () => {
  const pom = (version: string, artifact: string): string =>
    `<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId>\n  <version>${version}</version></parent><dependency><artifactId>${artifact}</artifactId></dependency>`;
  const gradle = (version: string, artifact: string): string =>
    `plugins {\n  id 'org.springframework.boot' version '${version}'\n}\nimplementation 'io.micrometer:${artifact}'\n`;

  test.each<[string, Texts, string]>([
    ['Maven and 3', { 'pom.xml': pom('3.5.7', 'micrometer-tracing-bridge-otel') }, 'spring-boot-3'],
    ['Maven and 4', { 'pom.xml': pom('4.0.7', 'micrometer-tracing-bridge-otel') }, 'spring-boot-4'],
    ['the starter of 4', { 'pom.xml': pom('${boot}', 'spring-boot-starter-opentelemetry') }, 'spring-boot-4'],
    ['Gradle and 3', { 'build.gradle': gradle('3.4.1', 'micrometer-tracing-bridge-otel') }, 'spring-boot-3'],
    [
      'Gradle in Kotlin and 4',
      {
        'build.gradle.kts':
          'id("org.springframework.boot") version "4.0.0"\nimplementation("io.micrometer:micrometer-tracing-bridge-otel")',
      },
      'spring-boot-4',
    ],
    [
      'a package.json beside it',
      { 'package.json': packageJson({}), 'pom.xml': pom('3.5.7', 'micrometer-tracing-bridge-otel') },
      'spring-boot-3',
    ],
    [
      'an agent',
      { 'pom.xml': pom('3.5.7', 'micrometer-tracing-bridge-otel'), 'opentelemetry-javaagent.jar': '' },
      'java-agent',
    ],
    ['no telemetry', { 'pom.xml': pom('3.5.7', 'spring-boot-starter-web') }, 'java'],
    ['Quarkus', { 'pom.xml': '<artifactId>quarkus-opentelemetry</artifactId>' }, 'quarkus'],
    ['deno.json', { 'deno.json': '{}' }, 'deno'],
    ['deno.lock beside a package.json', { 'deno.lock': '{}', 'package.json': packageJson({}) }, 'deno'],
    [
      '@vercel/otel',
      { 'package.json': packageJson({ dependencies: { next: '16.0.0', '@vercel/otel': '^2.1.3' } }) },
      'vercel-otel',
    ],
    [
      'a script that starts Bun',
      {
        'package.json': packageJson({
          ...{ scripts: { start: 'bun src/app.ts' } },
          dependencies: { '@opentelemetry/sdk-node': '1' },
        }),
      },
      'bun',
    ],
    ['logfire in requirements', { 'requirements.txt': 'fastapi\nlogfire[fastapi]==5.4.0\n' }, 'logfire'],
    ['logfire in pyproject', { 'pyproject.toml': '[project]\ndependencies = ["logfire>=5"]\n' }, 'logfire'],
    ['a library with a like name', { 'requirements.txt': 'fastapi\nnot-logfire\n' }, 'python'],
    ['a release that nothing tells', { 'pom.xml': pom('${boot}', 'micrometer-tracing-bridge-otel') }, 'java'],
  ])('is told by %s', (_, texts, sdk) => {
    expect(recognise(texts)).toMatchObject({ kind: 'chosen', sdk });
  });
});
