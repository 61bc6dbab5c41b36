import { describe, expect, test } from 'vitest';
import { NAMED } from '../../../src/probes/behind/named.ts';

const SOUGHT = {
  signal: 'traces',
  traceId: '5b8efff798038103d269b633813fc60c',
  sentAt: 1_790_000_000_000,
} as const;

const VALUES: Readonly<Record<string, string>> = {
  SIGNOZ_URL: 'https://signoz.example',
  SIGNOZ_API_KEY: 'key-1',
  NEW_RELIC_API_KEY: 'key-2',
  NEW_RELIC_ACCOUNT_ID: '12345',
  DASH0_API_URL: 'https://api.eu-west-1.aws.dash0.com',
  DASH0_AUTH_TOKEN: 'key-3',
  DD_API_KEY: 'key-4',
  DD_APP_KEY: 'key-5',
  DD_SITE: 'datadoghq.eu',
  GRAFANA_TEMPO_URL: 'https://tempo.grafana.example/tempo',
  GRAFANA_TEMPO_USER: '42',
  GRAFANA_TOKEN: 'key-6',
};

/** As their documentation shows answers: with the span, and without. */
const ANSWERS: Readonly<Record<string, readonly [there: unknown, not: unknown]>> = {
  signoz: [
    {
      status: 'success',
      data: { type: 'raw', data: { results: [{ queryName: 'A', rows: [{ data: {} }] }] } },
    },
    { status: 'success', data: { type: 'raw', data: { results: [{ queryName: 'A', rows: null }] } } },
  ],
  newrelic: [
    { data: { actor: { account: { nrql: { results: [{ found: 1 }] } } } } },
    { data: { actor: { account: { nrql: { results: [{ found: 0 }] } } } } },
  ],
  dash0: [{ resourceSpans: [{}] }, { resourceSpans: [] }],
  datadog: [{ data: [{ id: 'x', type: 'spans' }] }, { data: [] }],
};

describe.each(Object.entries(ANSWERS))('%s, as it is documented', (name, [there, not]) => {
  const named = NAMED[name];
  const backend = named?.backend?.(VALUES);
  if (named === undefined || backend === undefined) throw new Error(`there is no ${name}`);
  const question = backend.find(SOUGHT);
  const told = (json: unknown, status = 200) => ({ status, json, text: JSON.stringify(json) });

  test('is asked for the trace at its own address, with its key in a header alone', () => {
    const { url, headers } = named.place(VALUES);
    expect(URL.canParse(`${url}${question.path}`)).toBe(true);
    expect(question.body).toContain(SOUGHT.traceId);
    expect(Object.values(headers).join()).toContain('key-');
    expect(`${url}${question.path}${question.body}`).not.toContain('key-');
  });

  test('tells what is there from what is not, and from a refusal', () => {
    expect(question.isThere(told(there))).toBe(true);
    expect(question.isThere(told(not))).toBe(false);
    expect(question.isThere(told(there, 403))).toBe(false);
    expect(question.isThere(told(undefined))).toBe(false);
  });
});

test('Grafana is Tempo with a login', () => {
  expect(NAMED['grafana']?.backend).toBeUndefined();
  expect(NAMED['grafana']?.place(VALUES)).toEqual({
    url: 'https://tempo.grafana.example/tempo',
    headers: { authorization: `Basic ${Buffer.from('42:key-6').toString('base64')}` },
  });
});

test('an account that is no number stays out of the question', () => {
  const backend = NAMED['newrelic']?.backend?.({ NEW_RELIC_ACCOUNT_ID: '1) { x' });
  expect(backend?.find(SOUGHT).body).toContain('account(id: 0)');
});
