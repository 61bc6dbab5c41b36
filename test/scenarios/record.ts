import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from '../../src/jobs/diagnose/diagnose.ts';
import type { Observation } from '../../src/model/fact.ts';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { js } from '../../src/resolve/sdks/js.ts';
import type { Fault } from './faults.ts';
import type { Recorded } from './replay.ts';

const SIGNALS = ['traces'] as const;

/** A new record is to differ only where something changed: not in the port that the server got, nor in the time. */
const steady = (text: string, port: number): string =>
  text
    .replaceAll(String(port), '14318')
    .replace(/\(\d{4}-\d\d-\d\dT[\d:.]+Z\)/g, '(2026-01-31T12:00:00.000Z)');

/** Runs the doctor against a fault and keeps every fact that it saw. */
const observe = async (fault: Fault, port: number): Promise<Recorded> => {
  const environment = mergeLayers([environmentLayer(fault.settings(port))]);
  const { resolution } = resolve(environment, js, SIGNALS);
  const facts = new Map<string, Record<string, Observation<unknown>>>();
  for (const target of resolution.targets)
    facts.set(target.id, { target: { state: 'seen', value: target, ms: 0 } });
  const { report } = await diagnose({
    environment,
    sdk: js,
    sdkChosenBy: 'flag',
    signals: SIGNALS,
    timeoutMs: null,
    onObservation: (target, fact, observation) => {
      const seen = facts.get(target.id);
      if (seen) seen[fact] = observation;
    },
  });
  const targets = resolution.targets.map((target) => ({ target, facts: facts.get(target.id) ?? {} }));
  return { sdk: report.sdk, targets, routes: report.routes };
};

/** Records a fault into a folder: `facts.json`. */
export const record = async (directory: string, fault: Fault): Promise<void> => {
  const endpoint = await fault.start();
  try {
    const recorded = await observe(fault, endpoint.port);
    mkdirSync(directory, { recursive: true });
    const text = steady(JSON.stringify(recorded, null, 2), endpoint.port);
    writeFileSync(join(directory, 'facts.json'), `${text}\n`);
  } finally {
    await endpoint.stop();
  }
};
