import { afterEach, describe, expect, test } from 'vitest';
import { type DiagnoseInput, diagnose, InvalidOptionsError } from '../../../src/jobs/diagnose/from-code.ts';
import { environmentLayer, mergeLayers } from '../../../src/resolve/layers.ts';
import { js } from '../../../src/resolve/sdks/js.ts';

const VARIABLE = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const offline = { offline: true, directory: '/' } as const;

afterEach(() => {
  delete process.env[VARIABLE];
});

describe('a diagnosis from code', () => {
  test('wants an environment and nothing else', async () => {
    const { report } = await diagnose({ environment: { [VARIABLE]: 'http://a:4318' }, ...offline });
    expect(report.sdk).toEqual({ name: 'spec', chosenBy: 'default', version: null });
    expect(report.targets).toMatchObject([{ signals: ['traces'], url: 'http://a:4318/v1/traces' }]);
  });

  test('takes an SDK by its name or as it is, and layers as they are', async () => {
    const environment = mergeLayers([environmentLayer({ [VARIABLE]: 'http://a:4317' })]);
    for (const sdk of ['js', js]) {
      const { report } = await diagnose({ environment, sdk, signals: ['logs'], ...offline });
      expect(report.sdk.name).toBe('js');
      expect(report.targets[0]?.signals).toEqual(['logs']);
    }
  });

  test('looks only for what is chosen', async () => {
    const { report } = await diagnose({ environment: {}, skip: ['config'], ...offline });
    const config = report.checks.filter(({ code }) => code.startsWith('config/'));
    expect(config.every(({ status, why }) => status === 'skipped' && why === 'not chosen')).toBe(true);
  });

  test('keeps the settings of its own process out, and puts them back', async () => {
    process.env[VARIABLE] = 'http://own:4318';
    let during: string | undefined = 'not looked at';
    const onObservation = (): void => {
      during = process.env[VARIABLE];
    };
    const environment = { [VARIABLE]: 'http://a:4318' };
    await Promise.all([
      diagnose({ environment, ...offline, onObservation }),
      diagnose({ environment, ...offline }),
    ]);
    expect(during).toBeUndefined();
    expect(process.env[VARIABLE]).toBe('http://own:4318');
  });
});

describe('what no diagnosis can be made of', () => {
  test.each([
    [undefined, 'it takes one object, such as { environment: process.env }'],
    [{}, 'environment is missing: give process.env, or an object of variables and their values'],
    [{ environment: ['OTEL_SDK_DISABLED=true'] }, 'environment is missing'],
    [{ environment: { OTEL_BSP_SCHEDULE_DELAY: 5 } }, 'environment.OTEL_BSP_SCHEDULE_DELAY is no text'],
    [{ environment: {}, sdk: 'pyton' }, 'sdk takes spec, js, python'],
    [{ environment: {}, signals: ['trace'] }, 'signals takes a list of traces, metrics, logs'],
    [{ environment: {}, timeoutMs: 0 }, 'timeoutMs takes milliseconds above 0, or null'],
    [{ environment: {}, timeout: 5 }, 'there is no option "timeout"; did you mean timeoutMs?'],
    [{ environment: {}, only: ['tsl'] }, 'there is no area or code "tsl"; did you mean tls?'],
  ])('%j: %s', async (input, message) => {
    const thrown = await diagnose(input as unknown as DiagnoseInput).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(InvalidOptionsError);
    expect(thrown).toMatchObject({ code: 'ERR_OTEL_DOCTOR_OPTIONS' });
    expect(String(thrown)).toContain(message);
    expect(String(thrown)).not.toContain('\n');
  });
});
