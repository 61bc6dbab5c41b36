import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findSdk } from '../../src/resolve/sdks/index.ts';
import { spec } from '../../src/resolve/sdks/spec.ts';
import { applicationLayer } from '../../src/settings/application-files.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const boot = findSdk('spring-boot-3') ?? spec;

const projectWith = (files: Readonly<Record<string, string>>): string => {
  const directory = temporaryDirectory('application-files');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
};

const read = async (
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> => {
  const { values } = await applicationLayer(projectWith(files), boot, (name) => variables[name]);
  return Object.fromEntries(
    Object.entries(values).map(([name, { value, source }]) => [
      name,
      source.kind === 'file' ? `${value} (${source.path}:${source.line})` : value,
    ]),
  );
};

const ENDPOINT = 'management.otlp.tracing.endpoint';

describe('the files of a Java framework', () => {
  test('are read where a project and a program have them, the nearer one on top', async () => {
    expect(
      await read({
        'src/main/resources/application.properties': `# a\n${ENDPOINT} = http://a:4318/v1/traces\nserver.port=1\n`,
        'application.yml': 'management:\n  otlp:\n    tracing:\n      endpoint: http://b:4318/v1/traces\n',
      }),
    ).toEqual({ [ENDPOINT]: 'http://b:4318/v1/traces (application.yml:4)' });
  });

  test('have defaults in their placeholders, and values of variables', async () => {
    const file = { 'application.properties': `${ENDPOINT}=\${OTLP:http://a:4318}/v1/traces\n` };
    expect(await read(file)).toEqual({ [ENDPOINT]: 'http://a:4318/v1/traces (application.properties:1)' });
    expect(await read(file, { OTLP: 'http://b:1' })).toEqual({
      [ENDPOINT]: 'http://b:1/v1/traces (application.properties:1)',
    });
    expect(await read({ 'application.properties': `${ENDPOINT}=\${OTLP}\n` })).toEqual({});
  });

  test('count by profile', async () => {
    const files = {
      'application.yml': `management.otlp.tracing.endpoint: http://a\n---\nspring.config.activate.on-profile: test\n${ENDPOINT}: http://t\n`,
      'application-prod.properties': `${ENDPOINT}=http://p\n`,
    };
    expect(await read(files, { SPRING_PROFILES_ACTIVE: 'dev' })).toEqual({
      [ENDPOINT]: 'http://a (application.yml:1)',
    });
    expect(await read(files, { SPRING_PROFILES_ACTIVE: 'dev,test' })).toEqual({
      [ENDPOINT]: 'http://t (application.yml:4)',
    });
    expect(await read(files, { SPRING_PROFILES_ACTIVE: 'prod' })).toEqual({
      [ENDPOINT]: 'http://p (application-prod.properties:1)',
    });
  });

  test('may be broken, or be of another program', async () => {
    expect(await read({ 'application.yml': 'a: [\n' })).toEqual({});
    const { values } = await applicationLayer(
      projectWith({ 'application.properties': `${ENDPOINT}=x\n` }),
      spec,
      () => undefined,
    );
    expect(values).toEqual({});
  });
});
