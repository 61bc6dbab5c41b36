import { expect, test } from 'vitest';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { otherSettings } from '../../src/resolve/others.ts';
import { findSdk } from '../../src/resolve/sdks/index.ts';
import { spec } from '../../src/resolve/sdks/spec.ts';

const others = (environment: Readonly<Record<string, string>>, sdk = 'spec') =>
  otherSettings(mergeLayers([environmentLayer(environment)]), findSdk(sdk) ?? spec);

const told = (environment: Readonly<Record<string, string>>, sdk?: string) =>
  Object.fromEntries(others(environment, sdk).map(({ label, value }) => [label, value]));

test('what holds where nothing is set is told', () => {
  expect(told({})).toEqual({
    'service name': 'unknown_service',
    sampler: 'parentbased_always_on',
    propagators: 'tracecontext,baggage',
  });
});

test('the service may be named among the attributes, of which only the names are told', () => {
  const attributes = { OTEL_RESOURCE_ATTRIBUTES: 'service.name=shop,api.key=hidden' };
  expect(told(attributes)).toMatchObject({ 'service name': 'shop', resource: 'service.name, api.key' });
  expect(told({ ...attributes, OTEL_SERVICE_NAME: 'other' })).toMatchObject({ 'service name': 'other' });
});

test('sampler, ratio and delays stand as they are written', () => {
  const settings = {
    ...{
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.01',
      OTEL_BSP_SCHEDULE_DELAY: '60000',
    },
  };
  expect(told(settings)).toMatchObject({
    ...{ sampler: 'traceidratio', 'sampler argument': '0.01', 'span delay': '60000' },
  });
});

test('a variable that the SDK does not read is marked, and has no default', () => {
  expect(others({ OTEL_PROPAGATORS: 'b3' }, 'rust')).toContainEqual(
    expect.objectContaining({ variable: 'OTEL_PROPAGATORS', value: 'b3', read: false }),
  );
  expect(told({}, 'rust')).not.toHaveProperty('propagators');
});
