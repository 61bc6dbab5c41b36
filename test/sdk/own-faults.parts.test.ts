import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { createAuthority } from '../lab/certificates.ts';
import { type Collector, startCollector } from '../lab/collector.ts';
import { diagnose } from '../lab/doctor.ts';
import { createNamespace, type Namespace } from '../lab/namespace.ts';
import { describeWith } from '../lab/parts.ts';
import type { Environment } from '../lab/process.ts';
import { type Fault, faultsOf } from './faults.ts';
import { senders } from './senders.ts';
import { SDKS, type SdkName } from './versions.ts';

interface Place {
  readonly namespace: Namespace;
  readonly collector: Collector;
}

/** A network of its own with a real Collector on the ports that everybody expects. */
async function inPlace(fault: Fault, body: (place: Place) => Promise<void>): Promise<void> {
  const namespace = await createNamespace();
  const options = { grpcPort: 4317, httpPort: 4318, ...fault.collector };
  const collector = await startCollector(options, namespace.launch);
  try {
    await body({ namespace, collector });
  } finally {
    await collector.stop();
    await namespace.remove();
  }
}

async function ask(
  sdk: SdkName,
  environment: Environment,
  { namespace }: Place,
): Promise<Report | undefined> {
  const named = { OTEL_SERVICE_NAME: 'own-faults', ...environment };
  const run = await diagnose({ environment: named, args: ['--sdk', sdk], start: namespace.launch });
  expect(run.stderr).toBe('');
  expect(run.schemaErrors).toEqual([]);
  return run.report;
}

/** The environment with the proven fix of the root cause, or with the one by hand. */
function repaired({ environment, byHand }: Fault, report: Report | undefined): Environment {
  const changed: Record<string, string> = { ...environment, ...byHand };
  const fix = byHand ? undefined : report?.rootCause?.fixes.find(({ proven }) => proven);
  if (fix === undefined || !('env' in fix)) return changed;
  for (const [name, value] of Object.entries(fix.env)) {
    if (value === null) delete changed[name];
    else changed[name] = value;
  }
  return changed;
}

async function arrives(sdk: SdkName, environment: Environment, place: Place): Promise<string> {
  const { traceId, log } = await senders[sdk](environment, place.namespace.launch);
  const found = await place.collector.waitForTrace(traceId, 2_000).catch(() => undefined);
  return traceId !== '' && found !== undefined ? 'arrives' : `does not arrive: ${log.slice(-600)}`;
}

async function check(fault: Fault): Promise<void> {
  const { sdk, environment, code, worksWith, byHand, unseen } = fault;
  await inPlace(fault, async (place) => {
    const report = await ask(sdk, environment, place);
    expect(report?.verdict).toBe('unhealthy');
    expect(report?.rootCause?.code).toBe(code);
    expect(report?.rootCause?.fixes.some(({ proven }) => proven)).toBe(
      byHand === undefined || unseen === true,
    );
    expect(await arrives(sdk, environment, place)).toMatch(/^does not arrive/);
    expect(await arrives(sdk, repaired(fault, report), place)).toBe('arrives');
    for (const other of worksWith) {
      const healthy = await ask(other, environment, place);
      const errors = healthy?.findings.filter(({ severity }) => severity === 'error').map((one) => one.code);
      expect({ other, verdict: healthy?.verdict, errors }).toEqual({ other, verdict: 'healthy', errors: [] });
    }
    const [other] = worksWith;
    if (other !== undefined) expect(await arrives(other, environment, place)).toBe('arrives');
  });
}

describeWith(['otelcol', 'python', 'go-sdk', 'java-sdk', 'ip'], 'faults that one SDK alone has', () => {
  const files = { certificate: '' };

  beforeAll(async () => {
    files.certificate = (await createAuthority('otel-doctor own faults')).certificateFile;
  });

  describe.each(SDKS)('%s', (sdk) => {
    const names = faultsOf(sdk, '').map(({ name }) => name);

    test.concurrent.each(names)('%s', { timeout: 60_000 }, async (name) => {
      const fault = faultsOf(sdk, files.certificate).find((one) => one.name === name);
      if (fault !== undefined) await check(fault);
    });
  });
});
