import { describe, expect, it } from 'vitest';
import { diagnosticsFor } from '../../src/launch/diagnostics.ts';
import { js } from '../../src/resolve/sdks/js.ts';
import { closedPort } from '../lab/ports.ts';
import { quiet, runToEnd } from './kit.ts';

const program = `
  import { trace } from '@opentelemetry/api';
  import { NodeSDK } from '@opentelemetry/sdk-node';
  const sdk = new NodeSDK();
  sdk.start();
  trace.getTracer('a').startSpan('b').end();
  await sdk.shutdown().catch(() => undefined);
  console.log('my own output');`;

const argv = [process.execPath, '--input-type=module', '-e', program];

const directory = import.meta.dirname;

describe('diagnostics of the real SDK of JavaScript', () => {
  it('come on standard error, and standard output stays as it is', async () => {
    const environment = {
      PATH: process.env.PATH ?? '',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await closedPort()}`,
      ...{ OTEL_EXPORTER_OTLP_TIMEOUT: '500', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' },
      OTEL_PROPAGATORS: 'tracecontext,unheard-of',
    };
    const silent = await runToEnd(quiet(argv, { environment, directory }));
    const told = await runToEnd(
      quiet(argv, {
        environment: { ...environment, ...diagnosticsFor(js, environment) },
      }),
    );
    expect(String(silent.stderr)).not.toContain('unheard-of');
    expect(String(told.stderr)).toContain('unheard-of');
    expect([silent, told].map(({ stdout }) => String(stdout))).toEqual([
      'my own output\n',
      'my own output\n',
    ]);
    expect(told.code).toBe(silent.code);
  });
});
