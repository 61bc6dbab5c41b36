import { appendFileSync } from 'node:fs';
import { createAuthority, issue } from '../../lab/certificates.ts';
import { createNamespace } from '../../lab/namespace.ts';
import { observe, startCapture } from '../capturing.ts';
import { ENVIRONMENTS } from './environments.ts';

/**
 * Runs a program of a flavour with every environment beside a capture server, and writes what it put on the wire:
 * `npx tsx test/sdk/flavours/measure.ts spring-boot-3 out.jsonl -- sh run.sh`. The command makes spans, flushes and ends.
 */
const [flavour = '', out = '', , ...command] = process.argv.slice(2);
const [program = '', ...words] = command;
/** By the end of the path, or the method of gRPC; an endpoint of traces may have any path, and the other signals have their own. */
const signalOf = (target: string): 'trace' | 'metric' | 'log' => {
  const last = target.slice(Math.max(target.lastIndexOf('/v1/'), 0)).toLowerCase();
  if (/metrics?(?:$|service\/)/.test(last)) return 'metric';
  return /logs(?:$|service\/)/.test(last) ? 'log' : 'trace';
};

const PORTS = [4317, 4318, 4444];

const authority = await createAuthority('otel-doctor flavours');
const namespace = await createNamespace();
const capture = await startCapture(
  namespace.launch,
  PORTS,
  await issue(authority, { names: ['localhost'], ips: ['127.0.0.1'] }),
);
for (const [name, env] of Object.entries(ENVIRONMENTS[flavour] ?? {})) {
  const { stdout, stderr } = await namespace.run(program, words, { environment: env, milliseconds: 200_000 });
  const came = await capture.take();
  const of = (signal: 'trace' | 'metric' | 'log') =>
    observe(came.filter((one) => one.kind !== 'request' || signalOf(one.target) === signal));
  const seen = { traces: of('trace'), metrics: of('metric'), logs: of('log') };
  appendFileSync(out, `${JSON.stringify({ flavour, case: name, env, seen })}\n`);
  process.stdout.write(`${name}: ${JSON.stringify(seen)}\n${(stdout + stderr).slice(-400)}\n`);
}
await capture.stop();
await namespace.remove();
