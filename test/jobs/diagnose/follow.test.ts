import { describe, expect, test } from 'vitest';
import { followingOf, READ_HEADERS, withoutReadHeaders } from '../../../src/jobs/diagnose/follow.ts';

const NOTHING = { follow: undefined, collector: [], readBack: undefined, withinMs: null };

const following = (asked: Partial<typeof NOTHING> | object, headers?: string) =>
  followingOf({ ...NOTHING, ...asked }, (name) => (name === READ_HEADERS ? headers : undefined));

describe('what is followed', () => {
  test('nothing unless it is asked for', () => {
    expect(following({})).toBeNull();
    expect(following({ follow: false })).toBeNull();
  });

  test('whoever names a place follows', () => {
    expect(following({ collector: ['host:8888'] })?.collectors).toMatchObject([
      { url: 'http://host:8888/metrics', shown: 'http://host:8888/metrics', named: true },
    ]);
    expect(following({ readBack: 'http://host:16686/jaeger' })?.readBack?.url).toBe(
      'http://host:16686/jaeger',
    );
  });

  test('several Collectors stand in one list or in several', () => {
    const asked = following({ collector: ['http://a:8888,http://b:8888/own', 'c:1'] });
    expect(asked?.collectors.map(({ url }) => url)).toEqual([
      'http://a:8888/metrics',
      'http://b:8888/own',
      'http://c:1/metrics',
    ]);
  });

  test.each([
    [{ collector: ['ftp://host'] }, /--collector takes a URL/],
    [{ readBack: 'http://' }, /--read-back takes a URL/],
    [{ withinMs: 5 }, /give --follow/],
    [{ follow: false, collector: ['host:8888'] }, /--no-follow/],
  ])('%j is refused', (asked, message) => {
    expect(() => following(asked)).toThrow(message);
  });
});

describe('keys of whoever reads', () => {
  test('are headers, and secrets in every form', () => {
    const asked = following(
      { readBack: 'http://user:pa%2Fss@host' },
      'X-Scope-OrgID=team-1,authorization=Bearer%20abcdef',
    );
    expect(Object.keys(asked?.readBack?.headers ?? {})).toEqual(['authorization', 'x-scope-orgid']);
    expect(asked?.readBack?.headers['authorization']?.reveal()).toBe('Bearer abcdef');
    expect(asked?.secretValues).toEqual(
      expect.arrayContaining(['Bearer abcdef', 'abcdef', 'team-1', 'user:pa/ss']),
    );
    expect(JSON.stringify([asked?.readBack, asked?.collectors])).not.toMatch(/abcdef|pa%2Fss|pa\/ss/);
  });

  test('an entry that is none is refused, without its value', () => {
    expect(() => following({ readBack: 'host' }, 'sekrit')).toThrow(/^OTEL_DOCTOR_READ_HEADERS takes/);
    expect(() => following({ readBack: 'host' }, 'a b=sekrit')).toThrow(/one of its entries is none$/);
  });

  test('are no setting of the application', () => {
    expect(withoutReadHeaders({ [READ_HEADERS]: 'a=b', OTEL_SERVICE_NAME: 'x' })).toEqual({
      OTEL_SERVICE_NAME: 'x',
    });
  });
});

describe('a backend by its name', () => {
  const variables: Readonly<Record<string, string>> = { DD_API_KEY: 'abcdef', DD_APP_KEY: 'ghijkl' };
  const named = (readBack: string) =>
    followingOf(
      { ...NOTHING, readBack } as unknown as Parameters<typeof followingOf>[0],
      (name) => variables[name],
    );

  test('is asked at its address with the keys of variables, which are secrets', () => {
    const asked = named('Datadog');
    expect(asked?.readBack).toMatchObject({
      url: 'https://api.datadoghq.com/',
      backend: { name: 'Datadog' },
    });
    expect(asked?.readBack?.headers['dd-api-key']?.reveal()).toBe('abcdef');
    expect(asked?.secretValues).toEqual(expect.arrayContaining(['abcdef', 'ghijkl']));
  });

  test('says which variables it needs', () => {
    expect(() => named('newrelic')).toThrow(
      '--read-back newrelic needs NEW_RELIC_API_KEY and NEW_RELIC_ACCOUNT_ID to be set',
    );
  });
});
