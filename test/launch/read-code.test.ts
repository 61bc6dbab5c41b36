import { describe, expect, test } from 'vitest';
import { readCode } from '../../src/launch/read-code.ts';

const code = (text: string, ...more: readonly string[]) =>
  readCode(
    {
      files: [text, ...more].map((source, index) => ({ path: `/app/f${index}`, text: source })),
      certain: true,
    },
    true,
    (path) => path.slice(5),
  );

describe('what sources say of their SDK', () => {
  test('an exporter with its address, its line and its transport', () => {
    const python = code(
      [
        'from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter',
        'provider = TracerProvider()',
        'exporter = OTLPSpanExporter(',
        '    timeout=3,',
        '    endpoint="http://user:secret@collector:4318",',
        ')',
        'provider.add_span_processor(BatchSpanProcessor(exporter))',
      ].join('\n'),
    );
    expect(python.endpoint).toMatchObject({ file: 'f0', line: 5, transport: 'http' });
    expect(python.endpoint?.address).toBe('http://***@collector:4318');
    expect(JSON.stringify(python)).not.toContain('secret');
    expect(python.otlpExporter).toEqual({ file: 'f0', line: 3, text: 'exporter = OTLPSpanExporter(' });
    expect(python.processor?.line).toBe(7);
    const javascript = code(
      "const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-grpc');\nnew OTLPTraceExporter({ url: 'http://localhost:4317' });",
    );
    expect(javascript.endpoint).toMatchObject({
      line: 2,
      transport: 'grpc',
      address: 'http://localhost:4317',
    });
  });

  test('no address where the program makes it', () => {
    const made = (written: string) => code(`new OTLPTraceExporter({ url: ${written} });`).endpoint?.address;
    expect(made('process.env.URL')).toBeNull();
    expect(made(`\`http://\${host}:4318\``)).toBeNull();
    expect(made('undefined')).toBeNull();
    for (const written of ['{ url, timeoutMillis: 10 }', '{ headers, url }', '{ url }'])
      expect(code(`new OTLPTraceExporter(${written});`).endpoint).toMatchObject({ line: 1, address: null });
    expect(code('new OTLPTraceExporter({ headers })').endpoint).toBeNull();
    expect(code('new OTLPTraceExporter({ urls, headers })').endpoint).toBeNull();
  });

  test('nothing of what is commented out or only imported', () => {
    const silent = code(
      [
        'from opentelemetry.sdk.trace import TracerProvider',
        '# provider = TracerProvider()',
        '    // const sdk = new NodeSDK({});',
      ].join('\n'),
    );
    expect(silent).toMatchObject({ provider: null, nodeSdk: null });
  });

  test('whether the provider is used: the global one, one that is handed over, or asked for its tracers', () => {
    const registered = (text: string) => code(`provider = TracerProvider()\n${text}`).registered !== null;
    expect(registered('trace.set_tracer_provider(provider)')).toBe(true);
    expect(registered('FlaskInstrumentor().instrument(tracer_provider=provider)')).toBe(true);
    expect(registered('tracer = provider.get_tracer("shop")')).toBe(true);
    expect(registered('provider.register();')).toBe(true);
    expect(registered('registerInstrumentations({ tracerProvider: provider })')).toBe(true);
    expect(registered('tracer = trace.get_tracer("shop")')).toBe(false);
    expect(registered('tracer_provider = other')).toBe(false);
  });

  test('a library that is loaded first: above in a script, anywhere in a module', () => {
    const loadedFirst = (...lines: readonly string[]) => code(lines.join('\n')).before;
    expect(loadedFirst("const express = require('express');", 'sdk.start();')).toMatchObject({
      library: 'express',
      line: 1,
    });
    expect(loadedFirst('sdk.start();', "const express = require('express');")).toBeNull();
    expect(loadedFirst('sdk.start();', "import express from 'express';")).toMatchObject({
      library: 'express',
    });
    expect(loadedFirst("const fs = require('node:fs');", 'sdk.start();')).toBeNull();
  });
});
