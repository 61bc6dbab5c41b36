import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from '../../src/doctor.ts';
import type { Observation } from '../../src/model/fact.ts';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { js } from '../../src/resolve/sdks/js.ts';
import type { Fault } from './faults.ts';
import type { Recorded } from './replay.ts';

const SIGNALS = ['traces'] as const;

/** Runs the doctor against a fault and keeps every fact that it saw. */
const observe = async (fault: Fault): Promise<Recorded> => {
  const endpoint = await fault.start();
  try {
    const environment = mergeLayers([environmentLayer(fault.settings(endpoint.port))]);
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
  } finally {
    await endpoint.stop();
  }
};

/** Records a fault into a folder: `facts.json`. */
export const record = async (directory: string, fault: Fault): Promise<void> => {
  const recorded = await observe(fault);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'facts.json'), `${JSON.stringify(recorded, null, 2)}\n`);
};
