import { describe, expect, test } from 'vitest';
import type { Signal } from '../../../src/model/signal.ts';
import { FLAVOURS } from '../../../src/resolve/flavours/index.ts';
import { throughFlavour } from '../../../src/resolve/flavours/translate.ts';
import { environmentLayer, mergeLayers } from '../../../src/resolve/layers.ts';
import { resolve } from '../../../src/resolve/resolve.ts';
import { findSdk, SDKS } from '../../../src/resolve/sdks/index.ts';
import { spec } from '../../../src/resolve/sdks/spec.ts';

const resolved = (name: string, env: Readonly<Record<string, string>>, signal: Signal) => {
  const sdk = findSdk(name) ?? spec;
  const environment = throughFlavour(mergeLayers([environmentLayer(env)]), sdk);
  return resolve(environment, sdk, [signal]);
};

/** Where a signal goes, or why it does not. */
const goes = (name: string, env: Readonly<Record<string, string>>, signal: Signal = 'traces'): string => {
  const [target] = resolved(name, env, signal).resolution.targets;
  if (target === undefined) return 'nowhere';
  return target.sends ? `${target.protocol} ${target.url}` : `nothing: ${target.why}`;
};

const GENERAL = 'OTEL_EXPORTER_OTLP_ENDPOINT';

describe('a flavour', () => {
  test.each(FLAVOURS.map((sdk) => [sdk.name, sdk] as const))(
    '%s says what it is',
    (_, { flavour, source }) => {
      expect(flavour?.title).toBeTruthy();
      expect(source).not.toBe('');
      expect(SDKS.map(({ name }) => name)).toContain(flavour?.base);
      expect(flavour?.flushes).toBeTruthy();
      for (const { means } of flavour?.own ?? []) expect(means).toMatch(/^OTEL_[A-Z_]+$/);
    },
  );

  test('reads an SDK as it is', () => {
    const environment = mergeLayers([environmentLayer({ [GENERAL]: 'http://a:1' })]);
    expect(throughFlavour(environment, spec)).toBe(environment);
  });
});

describe('Spring Boot', () => {
  test.each([
    ['spring-boot-3', 'MANAGEMENT_OTLP_TRACING_ENDPOINT'],
    ['spring-boot-4', 'MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT'],
  ])('%s takes the endpoint of traces from %s, as it is', (name, variable) => {
    expect(goes(name, { [variable]: 'http://otel:4318/v1/traces' })).toBe(
      'http/protobuf http://otel:4318/v1/traces',
    );
    expect(goes(name, { [variable]: 'http://otel:4318' })).toBe('http/protobuf http://otel:4318/');
  });

  test.each([
    ['spring-boot-3', 'MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT'],
    ['spring-boot-4', 'MANAGEMENT_OTLP_TRACING_ENDPOINT'],
    ['spring-boot-3', GENERAL],
    ['spring-boot-4', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'],
  ])('%s sends no traces for %s', (name, variable) => {
    expect(goes(name, { [variable]: 'http://otel:4318/v1/traces' })).toBe('nothing: config/not-switched-on');
  });

  test.each(['spring-boot-3', 'spring-boot-4'])(
    '%s sends metrics by the variables, with their path',
    (name) => {
      expect(goes(name, {}, 'metrics')).toBe('http/protobuf http://localhost:4318/v1/metrics');
      expect(goes(name, { [GENERAL]: 'http://otel:4318' }, 'metrics')).toBe(
        'http/protobuf http://otel:4318/v1/metrics',
      );
      expect(goes(name, { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://otel:4318' }, 'metrics')).toBe(
        'http/protobuf http://otel:4318/v1/metrics',
      );
      const url = { MANAGEMENT_OTLP_METRICS_EXPORT_URL: 'http://own:4318/x', [GENERAL]: 'http://otel:4318' };
      expect(goes(name, url, 'metrics')).toBe('http/protobuf http://own:4318/x');
      expect(goes(name, { MANAGEMENT_OTLP_METRICS_EXPORT_ENABLED: 'false' }, 'metrics')).toBe(
        'nothing: config/exporter-none',
      );
    },
  );

  test('reads transport and headers, and not the protocol or the switch of the SDK', () => {
    const env = {
      MANAGEMENT_OTLP_TRACING_ENDPOINT: 'http://otel:4317',
      MANAGEMENT_OTLP_TRACING_TRANSPORT: 'GRPC',
      MANAGEMENT_OTLP_TRACING_HEADERS_AUTHORIZATION: 'Bearer a b%20c',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_SDK_DISABLED: 'true',
      OTEL_TRACES_EXPORTER: 'none',
    };
    expect(goes('spring-boot-3', env)).toBe('grpc http://otel:4317');
    const { secrets, resolution } = resolved('spring-boot-3', env, 'traces');
    expect(secrets.targets[resolution.targets[0]?.id ?? '']?.headers['authorization']?.reveal()).toBe(
      'Bearer a b%20c',
    );
    const said = resolution.targets[0]?.problems.map(({ variable, detail }) => `${variable} ${detail}`);
    expect(said).toContain('OTEL_SDK_DISABLED not-of-program');
  });

  test('hides what a variable holds that it does not read', () => {
    const env = { OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'authorization=Bearer not-read-secret' };
    expect(resolved('spring-boot-3', env, 'traces').secrets.secretValues).toContain('not-read-secret');
  });
});
