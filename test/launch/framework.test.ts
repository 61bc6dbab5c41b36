import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findFramework, frameworkFact, overrideFramework } from '../../src/launch/framework.ts';
import { temporaryDirectory } from '../lab/ports.ts';

/** An archive as far as it is looked at: the names of its files stand in it as they are. */
const archive = (...names: readonly string[]): string => {
  const directory = temporaryDirectory('jar');
  writeFileSync(join(directory, 'app.jar'), Buffer.from(`PK..${names.join('..')}`));
  return directory;
};

const boot = (release: string): string =>
  archive(`BOOT-INF/lib/spring-boot-${release}.jar`, 'BOOT-INF/lib/micrometer-tracing-bridge-otel-1.6.6.jar');

const find = (directory: string, words: readonly string[] = [], environment: Record<string, string> = {}) =>
  findFramework(['java', '-jar', 'app.jar', ...words], environment, directory);

const BOOT4 = 'management.opentelemetry.tracing.export.otlp.endpoint';
const ADDRESS = 'http://collector:4318/v1/traces';

describe('a framework', () => {
  test('is recognised by the libraries in its archive, and by their release', () => {
    expect(find(boot('4.0.7'))?.framework.name).toBe('Spring Boot 4');
    expect(find(boot('3.5.7'))?.framework.name).toBe('Spring Boot 3');
    expect(find(archive('BOOT-INF/lib/spring-boot-4.0.7.jar'))).toBeNull();
    expect(find(archive('io/opentelemetry/sdk/'))).toBeNull();
  });

  test('is recognised by what lies beside its archive', () => {
    const directory = temporaryDirectory('quarkus');
    mkdirSync(join(directory, 'lib', 'main'), { recursive: true });
    writeFileSync(join(directory, 'quarkus-run.jar'), 'PK');
    writeFileSync(join(directory, 'lib/main/io.quarkus.quarkus-opentelemetry-3.33.2.jar'), 'PK');
    const found = findFramework(['java', '-jar', 'quarkus-run.jar'], {}, directory);
    expect(found?.framework.name).toBe('Quarkus');
  });

  test('does not count where the Java agent reads the variables', () => {
    const directory = boot('4.0.7');
    const agent = '-javaagent:/opt/opentelemetry-javaagent.jar';
    expect(findFramework(['java', agent, '-jar', 'app.jar'], {}, directory)).toBeNull();
    expect(find(directory, [], { JAVA_TOOL_OPTIONS: agent })).toBeNull();
  });

  test('takes its address from an argument, a property or a variable, however it is spelt', () => {
    const directory = boot('4.0.7');
    expect(find(directory, [`--${BOOT4}=${ADDRESS}`])?.endpoint).toBe(ADDRESS);
    expect(
      find(directory, [`--management.opentelemetry.tracing.export.OTLP.end-point=${ADDRESS}`])?.endpoint,
    ).toBe(ADDRESS);
    expect(findFramework(['java', `-D${BOOT4}=${ADDRESS}`, '-jar', 'app.jar'], {}, directory)?.endpoint).toBe(
      ADDRESS,
    );
    const variable = { MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT: ADDRESS };
    expect(find(directory, [], variable)?.endpoint).toBe(ADDRESS);
    expect(find(directory)?.endpoint).toBeNull();
  });

  test('is told with what it does not read, and without a login', () => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:4318' };
    const found = find(
      boot('4.0.7'),
      [`--management.otlp.tracing.endpoint=${ADDRESS}`, '--management.tracing.sampling.probability=1'],
      environment,
    );
    expect(found && frameworkFact(found, environment)).toMatchObject({
      ignored: ['management.otlp.tracing.endpoint', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
      sampling: null,
    });
    const login = find(boot('4.0.7'), [`--${BOOT4}=http://user:secret@collector:4318/v1/traces`]);
    expect(JSON.stringify(login && frameworkFact(login, {}))).not.toContain('secret');
  });

  test('is sent to us where it sends anyhow, and nowhere else', () => {
    const to = 'http://127.0.0.1:5000';
    const directory = boot('4.0.7');
    const argv = ['java', '-jar', 'app.jar', `--${BOOT4}=${ADDRESS}`];
    const given = findFramework(argv, {}, directory);
    expect(given && overrideFramework(given, argv, to)).toEqual({
      argv: ['java', '-jar', 'app.jar', `--${BOOT4}=${to}/v1/traces`],
      variables: { MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT: `${to}/v1/traces` },
    });
    const silent = find(directory);
    expect(silent && overrideFramework(silent, ['java'], to)).toEqual({ argv: ['java'], variables: {} });
  });
});
