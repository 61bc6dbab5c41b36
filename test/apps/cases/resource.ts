import {
  type Application,
  autoPython,
  type Case,
  caseOf,
  go,
  manualJs,
  manualPython,
  nameless,
} from '../case.ts';

const unnamed = { code: 'telemetry/service-unnamed', severity: 'warning' } as const;
const overridden = { code: 'telemetry/sdk-default-resource', severity: 'error', root: true } as const;
const attributesLost = { code: 'telemetry/sdk-default-resource', severity: 'warning' } as const;
const attributes = { OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=staging,team=shop' };
const python = (environment = {}): readonly Application[] => [manualPython('jobs', 'job.py', environment)];
const js = (environment = {}): readonly Application[] => [manualJs('jobs', 'job.cjs', environment)];
const batch = (environment = {}): readonly Application[] => [go('jobs', 'batch', environment)];

/** Resources that are not what the settings say. */
export const resourceCases: readonly Case[] = [
  caseOf('python: name set in code', python(), overridden, { fault: 'name-in-code' }),
  caseOf('python: resource made in code', python(attributes), attributesLost, { fault: 'resource-in-code' }),
  caseOf('python: resource attributes arrive', python(attributes), { code: null }),
  caseOf('python: no name', python().map(nameless), unnamed),
  caseOf('python: no name with opentelemetry-instrument', [nameless(autoPython('jobs', 'job.py'))], unnamed),
  caseOf('python: resource without a name', python().map(nameless), unnamed, { fault: 'resource-empty' }),
  caseOf('js: name set in code', js(), overridden, { fault: 'name-in-code' }),
  caseOf('js: resource made in code', js(attributes), attributesLost, { fault: 'resource-in-code' }),
  caseOf('js: no name', js().map(nameless), unnamed),
  caseOf('go: name set in code', batch(), overridden, { fault: 'name-in-code' }),
  caseOf('go: resource made in code', batch(attributes), overridden, { fault: 'resource-in-code' }),
  caseOf('go: no name', batch().map(nameless), unnamed),
];
