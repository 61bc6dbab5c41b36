import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { envReport } from '../../src/jobs/env.ts';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { readsVariable } from '../../src/resolve/reads.ts';
import { findSdk, SDKS } from '../../src/resolve/sdks/index.ts';
import type { Sdk } from '../../src/resolve/sdks/sdk.ts';
import { spec } from '../../src/resolve/sdks/spec.ts';
import { REAL_VARIABLES } from '../../src/resolve/variables.ts';
import { ROOT } from '../kit/sources.ts';

const page = new Map(
  [...readFileSync(join(ROOT, 'docs/variables.md'), 'utf8').matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(
    ([, variable = '', readers = '']) => [variable, readers],
  ),
);

const saysPage = (variable: string, sdk: string): boolean => {
  const readers = page.get(variable) ?? '';
  if (readers === 'all') return true;
  const [, others] = /^all but (.+)$/.exec(readers) ?? [];
  return others === undefined ? readers.split(', ').includes(sdk) : !others.split(', ').includes(sdk);
};

/** What `env` says of a variable that is set alone: whether the SDK ignores it. */
const ignoredByEnv = (variable: string, sdk: Sdk): boolean => {
  const environment = mergeLayers([environmentLayer({ [variable]: '1' })]);
  const { report } = envReport([{ sdk, environment }]);
  return report.sdks.some(({ targets }) =>
    Object.values(targets).some(({ problems }) =>
      problems.some(
        (problem) => problem.code === 'config/variable-unsupported' && problem.variable === variable,
      ),
    ),
  );
};

describe.each(SDKS.filter(({ name }) => name !== 'spec'))('for $name', (sdk) => {
  it('docs/variables.md, env and the record agree about every variable', () => {
    expect(REAL_VARIABLES.filter((name) => saysPage(name, sdk.name) !== readsVariable(name, sdk))).toEqual(
      [],
    );
    expect(REAL_VARIABLES.filter((name) => ignoredByEnv(name, sdk) === readsVariable(name, sdk))).toEqual([]);
  });
});

test('the page has every variable', () => {
  expect([...page.keys()].sort()).toEqual([...REAL_VARIABLES].sort());
});

test.each([
  ['rust', 'OTEL_EXPORTER_OTLP_CERTIFICATE'],
  ['java', 'OTEL_EXPORTER_OTLP_INSECURE'],
  ['go', 'OTEL_CONFIG_FILE'],
])('%s does not read %s', (name, variable) => {
  expect(saysPage(variable, name)).toBe(false);
  expect(ignoredByEnv(variable, findSdk(name) ?? spec)).toBe(true);
});
