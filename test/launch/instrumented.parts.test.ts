import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findInstrumentation } from '../../src/launch/instrumented.ts';
import { splitCommand } from '../../src/text/shell-words.ts';
import { requirePart } from '../lab/find-part.ts';
import { describeWith } from '../lab/parts.ts';
import { temporaryDirectory } from '../lab/ports.ts';

type Files = Readonly<Record<string, string>>;

const project = (files: Files): string => {
  const directory = temporaryDirectory('instrumented');
  for (const [name, text] of Object.entries({ '.git/HEAD': '', ...files })) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
};

const look = (line: string, files: Files = {}) => {
  const { argv, environment } = splitCommand(line);
  const { instrumented, instrumentedBy } = findInstrumentation(
    argv,
    { PATH: '/nowhere', ...environment },
    project(files),
  );
  return { instrumented, by: instrumentedBy.join('; ') };
};

const DENO = { 'app.ts': 'Deno.serve(() => new Response("hi"));\n' };
const REGISTER = '@opentelemetry/auto-instrumentations-node/register';

describe('a runtime of JavaScript other than Node', () => {
  it.each<[string, Files, string, RegExp]>([
    ['deno run -A app.ts', DENO, 'no', /OTEL_DENO is not set/],
    ['OTEL_DENO=1 deno run -A app.ts', DENO, 'no', /OTEL_DENO is 1, and only true counts/],
    ['OTEL_DENO=true deno run -A app.ts', DENO, 'yes', /starts the exporter of Deno/],
    [`bun --preload ${REGISTER} app.ts`, DENO, 'yes', /the command loads/],
    [`NODE_OPTIONS='--require ${REGISTER}' bun app.ts`, DENO, 'no', /no source file loads OpenTelemetry/],
    ['bun app.ts', { ...DENO, 'bunfig.toml': 'preload = ["./tracing.ts"]\n' }, 'unknown', /bunfig.toml/],
    [`NODE_OPTIONS='--require ${REGISTER}' node app.ts`, DENO, 'yes', /NODE_OPTIONS loads/],
  ])('%s', (line, files, instrumented, by) => {
    const found = look(line, files);
    expect(found.instrumented).toBe(instrumented);
    expect(found.by).toMatch(by);
  });
});

const PLAIN = { 'app.py': 'import flask\nprint("opentelemetry")\n' };
const NEEDS = { 'requirements.txt': 'flask\nopentelemetry-sdk==1.45.1\n' };
const EXPRESS = `const express = require('express');\nrequire('./routes');\n`;

describe('OpenTelemetry is in an application', () => {
  it.each<[string, Files, RegExp]>([
    ['opentelemetry-instrument python app.py', PLAIN, /opentelemetry-instrument starts/],
    ['uv run opentelemetry-instrument gunicorn app:app', {}, /opentelemetry-instrument starts/],
    [
      'node --require @opentelemetry/auto-instrumentations-node/register app.js',
      {},
      /loads @opentelemetry\/auto/,
    ],
    [
      'node --import=@opentelemetry/auto-instrumentations-node/register app.js',
      {},
      /loads @opentelemetry\/auto/,
    ],
    [
      `NODE_OPTIONS='--require @opentelemetry/auto-instrumentations-node/register' npm start`,
      {},
      /NODE_OPTIONS/,
    ],
    [
      'node -r ./tracing.js app.js',
      { 'app.js': EXPRESS, 'tracing.js': `require('@opentelemetry/sdk-node')` },
      /tracing\.js/,
    ],
    ['java -javaagent:/opt/opentelemetry-javaagent-2.32.0.jar -jar app.jar', {}, /Java agent/],
    ['JAVA_TOOL_OPTIONS=-javaagent:/otel/javaagent.opentelemetry.jar java Main', {}, /JAVA_TOOL_OPTIONS/],
    [
      'DOTNET_STARTUP_HOOKS=/a/OpenTelemetry.AutoInstrumentation.StartupHook.dll dotnet a.dll',
      {},
      /STARTUP_HOOKS/,
    ],
    [
      'CORECLR_ENABLE_PROFILING=1 CORECLR_PROFILER={918728DD-259F-4A6A-AC2B-B85E1B658318} dotnet a.dll',
      {},
      /CORECLR/,
    ],
    ['PYTHONPATH=/otel-auto-instrumentation-python/opentelemetry python app.py', PLAIN, /PYTHONPATH/],
    ['OTEL_PHP_AUTOLOAD_ENABLED=true php app.php', {}, /AUTOLOAD/],
    [
      'python app.py',
      { 'app.py': 'def f():\n    from opentelemetry.sdk.trace import TracerProvider\n' },
      /app\.py loads/,
    ],
    ['python -c "import opentelemetry.sdk.trace"', {}, /command line/],
    [
      'python src/app.py',
      { 'src/app.py': 'import lib.tracing\n', 'src/lib/tracing.py': 'import opentelemetry\n' },
      /tracing\.py/,
    ],
    [
      'python -m shop',
      { 'shop/__main__.py': 'from shop import otel', 'shop/otel.py': 'import opentelemetry' },
      /otel\.py/,
    ],
    [
      'npx tsx src/server.ts',
      {
        'src/server.ts': `import './tracing.js';`,
        'src/tracing.ts': `import { NodeSDK } from '@opentelemetry/sdk-node';`,
      },
      /tracing\.ts/,
    ],
    ['ruby app.rb', { 'app.rb': `require 'opentelemetry/sdk'` }, /app\.rb/],
    ['php app.php', { 'app.php': '<?php\nuse OpenTelemetry\\SDK\\Sdk;\n' }, /app\.php/],
    [
      'java -cp lib/* Main',
      { 'lib/opentelemetry-sdk-1.66.0.jar': '' },
      /opentelemetry-sdk-1\.66\.0\.jar is on the class path/,
    ],
    [
      'java -jar app.jar',
      { 'app.jar': `${'x'.repeat(100)}BOOT-INF/lib/opentelemetry-sdk-1.66.0.jar` },
      /in app\.jar/,
    ],
    [
      'dotnet Shop.dll',
      { 'Shop.deps.json': '{"OpenTelemetry.Exporter.OpenTelemetryProtocol/1.18.0": {}}' },
      /Shop\.deps\.json/,
    ],
  ])('%s', (line, files, by) => {
    expect(look(line, files)).toEqual({ instrumented: 'yes', by: expect.stringMatching(by) });
  });
});

describe('OpenTelemetry is not in an application', () => {
  it.each<[string, Files, RegExp]>([
    ['python app.py', PLAIN, /no source file loads/],
    [
      'python app.py',
      { 'app.py': 'from opentelemetry import trace\n' },
      /app\.py uses the API of OpenTelemetry/,
    ],
    [
      'node app.js',
      { 'app.js': "const { trace } = require('@opentelemetry/api');\n" },
      /app\.js uses the API/,
    ],
    [
      'python app.py',
      { ...PLAIN, ...NEEDS },
      /packages.*are there, but nothing starts them; requirements\.txt/,
    ],
    [
      'node app.js',
      { 'app.js': EXPRESS, 'package.json': '{"dependencies": {"express": "4"}}' },
      /no source file/,
    ],
    [
      'node app.js',
      { 'app.js': EXPRESS, 'node_modules/a/index.js': `require('@opentelemetry/sdk-node')` },
      /no source/,
    ],
    [
      'node app.js',
      { 'app.js': EXPRESS, 'tracing.js': `require('@opentelemetry/sdk-node')` },
      /tracing\.js loads.*does not load that file/,
    ],
    ['node app.js', { 'app.js': EXPRESS, 'tool.py': 'import opentelemetry' }, /no source file/],
    ['node --require dotenv/config app.js', { 'app.js': EXPRESS }, /no source file/],
    ['java -javaagent:/opt/newrelic.jar -jar app.jar', { 'app.jar': 'BOOT-INF/lib/spring.jar' }, /no agent/],
    ['go run .', { 'go.mod': 'module shop\n' }, /go\.mod names nothing/],
    ['dotnet Shop.dll', { 'Shop.deps.json': '{"Serilog/4.0.0": {}}' }, /nothing of OpenTelemetry/],
  ])('%s', (line, files, by) => {
    expect(look(line, files)).toEqual({ instrumented: 'no', by: expect.stringMatching(by) });
  });
});

describe('nothing is claimed', () => {
  it.each<[string, Files, RegExp]>([
    ['docker run -e A=b image', {}, /container/],
    ['./unknown', {}, /language/],
    ['python app.py', {}, /sources.*not found/],
    ['go run .', { 'go.mod': 'require go.opentelemetry.io/otel/sdk v1.47.0' }, /names OpenTelemetry/],
    ['flask run', { 'other.py': 'import opentelemetry' }, /other\.py.*cannot be told/],
    [
      'node app.js',
      { 'app.js': 'for (const f of list("x")) require(f)', 'other.js': `require('@opentelemetry/api')` },
      /other\.js.*cannot be told/,
    ],
    ['java Main', {}, /class path/],
    ['java -jar gone.jar', {}, /cannot be read/],
    ['dotnet Shop.dll', {}, /libraries/],
    [
      'python app.py',
      { ...PLAIN, ...Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`m/f${i}.py`, ''])) },
      /but there are more/,
    ],
  ])('%s', (line, files, by) => {
    expect(look(line, files)).toEqual({ instrumented: 'unknown', by: expect.stringMatching(by) });
  });
});

describeWith(['go-sdk', 'rust-sdk', 'java-sdk', 'python'], 'OpenTelemetry in real programs', () => {
  it.each([
    ['go-sdk', 'the SDK is built into sender'],
    ['rust-sdk', 'the SDK is built into sender'],
  ] as const)('%s', (part, by) => {
    expect(look(requirePart(part))).toEqual({ instrumented: 'yes', by });
  });

  it('java', () => {
    const classPath = join(dirname(requirePart('java-sdk')), '*');
    expect(look(`java -cp '${classPath}' Send`).instrumented).toBe('yes');
  });

  it('python', () => {
    const start = join(dirname(requirePart('python')), 'opentelemetry-instrument');
    expect(look(`${start} ${requirePart('python')} app.py`, PLAIN).instrumented).toBe('yes');
    expect(look(`${requirePart('python')} app.py`, PLAIN).instrumented).toBe('no');
  });
});
