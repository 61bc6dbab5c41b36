import type { Case } from './case.ts';
import { attributeCases } from './cases/attributes.ts';
import { clockCases } from './cases/clock.ts';
import { exporterCases } from './cases/exporter.ts';
import { healthyCases } from './cases/healthy.ts';
import { lifeCycleCases } from './cases/life-cycle.ts';
import { nothingCases } from './cases/nothing.ts';
import { propagationCases } from './cases/propagation.ts';
import { resourceCases } from './cases/resource.ts';

/** Every case by what it is about. */
export const cases: Readonly<Record<string, readonly Case[]>> = {
  healthy: healthyCases,
  propagation: propagationCases,
  attributes: attributeCases,
  'life cycle': lifeCycleCases,
  resource: resourceCases,
  exporter: exporterCases,
  nothing: nothingCases,
  clock: clockCases,
};
