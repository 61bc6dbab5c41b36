import { describe, expect, test } from 'vitest';
import { fixesFor, sendTo } from '../../src/findings/change.ts';
import type { Target } from '../../src/model/target.ts';
import {
  sampleAttempt,
  sampleGrpcTarget,
  sampleSecureTarget,
  sampleTarget,
} from '../../src/samples/facts.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const TRACES = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';

const own = (change: Partial<Target>): Target =>
  sampleTarget({ endpointBy: { variable: TRACES, perSignal: true, byFlag: false }, ...change });

describe('sending somewhere else', () => {
  test('sets only what differs', () => {
    expect(sendTo(sampleTarget(), { port: 14318 })).toEqual({ [ENDPOINT]: 'http://localhost:14318' });
    expect(sendTo(sampleTarget(), { protocol: 'grpc' })).toEqual({ [PROTOCOL]: 'grpc' });
    expect(sendTo(sampleTarget(), {})).toEqual({});
    expect(sendTo(sampleTarget({ endpoint: 'http://LOCALHOST:4318/' }), {})).toEqual({});
  });

  test('keeps a prefix', () => {
    const gateway = sampleTarget({
      endpoint: 'http://localhost:4318/otlp',
      basePath: '/otlp',
      paths: { traces: '/otlp/v1/traces' },
    });
    expect(sendTo(gateway, { secure: true })).toEqual({ [ENDPOINT]: 'https://localhost:4318/otlp' });
  });

  test('leaves the standard port of a scheme out', () => {
    expect(sendTo(sampleTarget(), { secure: true, port: 443 })).toEqual({ [ENDPOINT]: 'https://localhost' });
    expect(sendTo(sampleTarget(), { port: 80 })).toEqual({ [ENDPOINT]: 'http://localhost' });
    expect(sendTo(sampleSecureTarget(), { secure: false })).toEqual({
      [ENDPOINT]: 'http://collector.example.com:443',
    });
  });

  test('writes an IPv6 address in brackets', () => {
    expect(sendTo(sampleTarget(), { host: '::1' })).toEqual({ [ENDPOINT]: 'http://[::1]:4318' });
  });

  test('over gRPC needs no path, and over HTTP the base of it', () => {
    const doubled = sampleTarget({
      endpoint: 'http://localhost:4318/v1/traces',
      basePath: '/v1/traces',
      paths: { traces: '/v1/traces/v1/traces' },
    });
    expect(sendTo(doubled, { protocol: 'grpc', port: 4317 })).toEqual({
      [ENDPOINT]: 'http://localhost:4317',
      [PROTOCOL]: 'grpc',
    });
    expect(sendTo(sampleGrpcTarget(), { protocol: 'http/protobuf', port: 4318 })).toEqual({
      [ENDPOINT]: 'http://localhost:4318',
      [PROTOCOL]: 'http/protobuf',
    });
  });

  test('sets the variable that decided', () => {
    const traces = own({ endpoint: 'http://localhost:4318/v1/traces' });
    expect(sendTo(traces, { port: 14318 })).toEqual({ [TRACES]: 'http://localhost:14318/v1/traces' });
    const protocol = sampleTarget({
      protocolBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', perSignal: true, byFlag: false },
    });
    expect(sendTo(protocol, { protocol: 'grpc' })).toEqual({ OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' });
  });

  test('takes INSECURE away where it would overrule the new scheme, and only there', () => {
    const overruled = (value: string, secure: boolean): Target =>
      sampleTarget({
        secure,
        settings: [
          {
            name: 'insecure',
            value,
            source: { kind: 'env', name: 'OTEL_EXPORTER_OTLP_INSECURE' },
            candidates: [],
          },
        ],
      });
    expect(sendTo(overruled('false', true), { secure: false })).toEqual({
      OTEL_EXPORTER_OTLP_INSECURE: null,
    });
    expect(sendTo(overruled('true', false), { secure: true })).toEqual({
      [ENDPOINT]: 'https://localhost:4318',
      OTEL_EXPORTER_OTLP_INSECURE: null,
    });
    expect(sendTo(overruled('true', false), { secure: false })).toEqual({});
  });

  test('writes the scheme anew where capitals hid it', () => {
    const capitals = sampleTarget({ endpoint: 'HTTP://localhost:4318', secure: true });
    expect(sendTo(capitals, { secure: false })).toEqual({ [ENDPOINT]: 'http://localhost:4318' });
  });

  test('to a path of another form needs the variable of the signal', () => {
    expect(sendTo(sampleTarget(), { path: '/v1/traces/' })).toEqual({
      [TRACES]: 'http://localhost:4318/v1/traces/',
    });
    expect(
      sendTo(sampleTarget({ signals: ['logs'], paths: { logs: '/v1/logs' } }), { path: '/intake' }),
    ).toEqual({
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'http://localhost:4318/intake',
    });
  });
});

describe('fixes for what was accepted', () => {
  const titles = (...attempts: Parameters<typeof sampleAttempt>[0][]): readonly string[] =>
    fixesFor(
      sampleTarget(),
      attempts.map((change) => sampleAttempt({ kind: 'port', ...change })),
    ).map(({ title }) => title);

  test('come in the order of how much they change', () => {
    expect(
      titles(
        { protocol: 'grpc', port: 4317, secure: true },
        { protocol: 'grpc', port: 4317 },
        { port: 14318 },
      ),
    ).toEqual([
      'Send OTLP over HTTP to http://localhost:14318/v1/traces',
      'Send gRPC to http://localhost:4317',
      'Send gRPC to https://localhost:4317',
    ]);
  });

  test('are three at most, and no two alike', () => {
    expect(titles({ port: 1 }, { port: 1 }, { port: 2 }, { port: 3 }, { port: 4 })).toHaveLength(3);
    expect(titles({ port: 1 }, { port: 1 })).toHaveLength(1);
  });

  test('leave out what was refused, what proves nothing, and what changes nothing', () => {
    expect(
      titles({ port: 1, accepted: false }, { kind: 'nonsense', port: 2 }, { kind: 'signal', port: 3 }),
    ).toEqual([]);
    expect(titles({})).toEqual([]);
  });
});
