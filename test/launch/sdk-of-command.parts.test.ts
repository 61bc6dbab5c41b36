import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sdkOfCommand } from '../../src/launch/sdk-of-command.ts';
import { splitCommand } from '../../src/text/shell-words.ts';
import { requirePart } from '../lab/find-part.ts';
import { describeWith } from '../lab/parts.ts';
import { temporaryDirectory } from '../lab/ports.ts';

/** A directory with these files; those without an ending may be started. */
const project = (files: Readonly<Record<string, string>>): string => {
  const directory = temporaryDirectory('sdk');
  for (const [name, text] of Object.entries({ '.git': '', ...files })) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
    if (!/\.\w+$/.test(name)) chmodSync(join(directory, name), 0o755);
  }
  return directory;
};

const told = (line: string, directory = project({}), variables: Readonly<Record<string, string>> = {}) => {
  const { argv, environment } = splitCommand(line);
  const { sdk, language } = sdkOfCommand(argv, { PATH: '/nowhere', ...variables, ...environment }, directory);
  return [sdk, language];
};

describe('the SDK of a command', () => {
  it.each([
    ['python app.py', 'python', 'python'],
    ['/venv/bin/python3.12 -m shop', 'python', 'python'],
    ['opentelemetry-instrument --service_name shop python app.py', 'python', 'python'],
    ['opentelemetry-instrument gunicorn app:app', 'python', 'python'],
    ['uvicorn main:app --reload', 'python', 'python'],
    ['uv run --with httpx flask run', 'python', 'python'],
    ['poetry run python app.py', 'python', 'python'],
    ['node --require ./tracing.js server.js', 'js', 'nodejs'],
    ['npx tsx server.ts', 'js', 'nodejs'],
    ['yarn start', 'js', 'nodejs'],
    ['deno run app.ts', 'js', 'nodejs'],
    ['java -jar app.jar', 'java', 'java'],
    ['java -javaagent:/opt/opentelemetry-javaagent.jar -jar app.jar', 'java-agent', 'java'],
    ['JAVA_TOOL_OPTIONS=-javaagent:/a/opentelemetry-javaagent.jar java Main', 'java-agent', 'java'],
    ['./mvnw exec:java', 'java', 'java'],
    ['dotnet run', 'dotnet', 'dotnet'],
    ['bundle exec puma', 'ruby', 'ruby'],
    ['php -S localhost:80', 'php', 'php'],
    ['go run .', 'go', 'go'],
    ['cargo run', 'rust', 'rust'],
    ['mix phx.server', 'erlang', 'erlang'],
    [`sh -c 'cd /srv && exec python app.py'`, 'python', 'python'],
    ['env -u X A=1 node server.js', 'js', 'nodejs'],
    ['timeout -s INT 30 nice -n 5 java Main', 'java', 'java'],
    ['docker run -e A=b image python app.py', 'spec', null],
    ['./unknown', 'spec', null],
  ])('%s', (line, sdk, language) => {
    expect(told(line)).toEqual([sdk, language]);
  });

  it('is told by the first line of a script', () => {
    const directory = project({
      serve: '#!/usr/bin/env python3\n',
      run: '#!/bin/sh\nset -e\nexec ./serve "$@"\n',
    });
    expect(told('./serve', directory)).toEqual(['python', 'python']);
    expect(told('./run', directory)).toEqual(['python', 'python']);
    expect(told('sh run', directory)).toEqual(['python', 'python']);
  });

  it('is told by the script that npm runs', () => {
    const scripts = { start: 'NODE_ENV=production java -jar x.jar', dev: 'npm start' };
    const directory = project({ 'package.json': JSON.stringify({ scripts }) });
    expect(told('npm run dev', directory)).toEqual(['java', 'java']);
  });

  it('is told by where a link leads', () => {
    const directory = project({});
    symlinkSync(process.execPath, join(directory, 'app'));
    expect(told('./app', directory)).toEqual(['js', 'nodejs']);
  });

  it('is told by a library beside a launcher of .NET', () => {
    expect(told('./Shop', project({ Shop: 'x', 'Shop.dll': '' }))).toEqual(['dotnet', 'dotnet']);
  });

  it('is that of the project where the command does not tell', () => {
    expect(told('make serve', project({ 'go.mod': 'require go.opentelemetry.io/otel v1.47.0' }))).toEqual([
      'go',
      'go',
    ]);
  });
});

describeWith(['go-sdk', 'rust-sdk'], 'the SDK of a real program', () => {
  it.each([
    ['go-sdk', 'go'],
    ['rust-sdk', 'rust'],
  ] as const)('%s is told by what its compiler left', (part, sdk) => {
    expect(told(requirePart(part))).toEqual([sdk, sdk]);
  });
});
