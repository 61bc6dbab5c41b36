import { expect, test } from 'vitest';
import type { Context } from '../../src/probes/context.ts';
import { files } from '../../src/probes/files.ts';
import { sampleTarget } from '../../src/samples/facts.ts';

const habits = {
  framing: 'length',
  http2: false,
  userAgent: null,
  redirects: 'counted',
  readsNetrc: true,
} as const;
const target = sampleTarget({ host: 'otel.example.com', habits });

const look = (
  contents: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
) => {
  const readFile = (path: string) => (contents[path] === undefined ? null : Buffer.from(contents[path]));
  const context = { home: '/home/shop', containerVariables: variables, readFile } as unknown as Context;
  return files.observe({ target }, context);
};

test.each([
  ['machine otel.example.com login feed password secret', 'host'],
  ['machine other.example.com\nlogin a password b\ndefault login c password d', 'default'],
])('%s', async (text, entry) => {
  const fact = await look({ '/home/shop/.netrc': text });
  expect(fact).toEqual({ files: [], netrc: { path: '/home/shop/.netrc', entry } });
  expect(JSON.stringify(fact)).not.toContain('secret');
});

test('NETRC names another file, and only that one counts', async () => {
  const text = 'machine otel.example.com login a password b';
  const elsewhere = { '/etc/netrc': text };
  expect(await look(elsewhere, { NETRC: '/etc/netrc' })).toMatchObject({ netrc: { path: '/etc/netrc' } });
  expect(await look({ '/home/shop/.netrc': text }, { NETRC: '/dev/null' })).toBeNull();
});

test('nothing is known without a login for this host', async () => {
  expect(
    await look({ '/home/shop/.netrc': '# machine otel.example.com\nmachine other login a password b' }),
  ).toBeNull();
  expect(await look({})).toBeNull();
});
