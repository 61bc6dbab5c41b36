import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileName, maskFileName, maskUrl } from '../../src/text/mask.ts';

describe('a URL as it may be shown', () => {
  test.each([
    ['http://localhost:4318/v1/traces', 'http://localhost:4318/v1/traces'],
    ['http://user:password@host:4318', 'http://***@host:4318'],
    ['http://token@host', 'http://***@host'],
    ['user:password@host:4318', '***@host:4318'],
    ['http://user:p@ss@host/', 'http://***@host/'],
    ['http://host?key=value', 'http://host?key=***'],
    ['http://host/?a=1&b=2#c=3', 'http://host/?a=***&b=***#c=***'],
    ['http://host?token', 'http://host?***'],
    ['http://host?', 'http://host?'],
    ['http://host?to=a@b', 'http://host?to=***'],
    ['"http://user:password@host"', '"http://***@host"'],
    ['//user:password@host:x/', '//***@host:x/'],
    ["'//user:password@host", "'//***@host"],
    ['http://http://user:password@host:9', 'http://http://***@host:9'],
    ['https://http://user:password@host?k=v', 'https://http://***@host?k=***'],
    ['https:/user:password@host:1', 'https:/***@host:1'],
    ['http//user:password@host', 'http//***@host'],
    ['http:///user:password@host', 'http:///***@host'],
    ['http:\\\\user:password@host', 'http:\\\\***@host'],
    ['https;//user:password@host', 'https;//***@host'],
    ['ttp//user:password@host/v1/traces', 'ttp//***@host/v1/traces'],
    ['http://http:/user:password@host', 'http://http:/***@host'],
    ['http://ttp//user:password@host', 'http://ttp//***@host'],
    ['https:/user:password@host?k=http://v', 'https:/***@host?k=***'],
    ['http://user:pass//word@host', 'http://***@host'],
    ['http://host//a@b/v1/traces', 'http://host//a@b/v1/traces'],
    ['http://alice:pass#w0rd@127.0.0.1:1', 'http://***@127.0.0.1:1'],
    ['http://alice:pa?ss/w0rd@h/v1/traces', 'http://***@h/v1/traces'],
    ['http://alice@b:pass#w0rd@h:1/p?k=v', 'http://***@h:1/p?k=***'],
    ['http://h:4318/p?to=a@b#c@d', 'http://h:4318/p?to=***#***'],
    ['http://[::1]:4318/v1/traces', 'http://[::1]:4318/v1/traces'],
    [
      'https://h/receiver/v1/otlp/ZaVnC4dhaV1uEoL9b2Q==/v1/traces',
      'https://h/receiver/v1/otlp/***/v1/traces',
    ],
    ['https://h/a;jsessionid=4711/b', 'https://h/a;jsessionid=***/b'],
    ['https://h/opentelemetry/api/v1/push', 'https://h/opentelemetry/api/v1/push'],
    ['', ''],
    ['no url at all', 'no url at all'],
  ])('%j is %j', (value, shown) => {
    expect(maskUrl(value)).toBe(shown);
  });

  test('has no control characters, and an end', () => {
    expect(maskUrl('http://a/\u001b[31m\nb')).not.toMatch(/\p{Cc}/u);
    expect(maskUrl('a\u202eb')).toBe('a?***');
    expect(maskUrl(`http://${'a'.repeat(600)}`)).toBe(`http://${'a'.repeat(493)}...`);
  });
});

const secret = fc.stringMatching(/^[a-z0-9:%._~!$()*+,;=-]{4,20}$/);

test('no password is shown, whatever surrounds it', () => {
  fc.assert(
    fc.property(secret, fc.constantFrom('', '/', '/v1/traces', ':4318'), (password, rest) => {
      expect(maskUrl(`https://user:${password}@host${rest}`)).toBe(`https://***@host${rest}`);
    }),
  );
});

test('no value of a query is shown', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9:%._~!$()*+,;@/-]{4,20}$/), (value) => {
      expect(maskUrl(`https://host/path?key=${value}`)).toBe('https://host/path?key=***');
    }),
  );
});

describe('the name of a file as it may be shown', () => {
  const key = `MIIEowIBAAKCAQEA${'x7'.repeat(60)}`;

  test.each([
    ['in one line', `-----BEGIN RSA PRIVATE KEY-----\\n${key}\\n-----END RSA PRIVATE KEY-----`],
    ['in lines', `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`],
    ['in base64', Buffer.from(`-----BEGIN PRIVATE KEY-----\n${key}`).toString('base64')],
    ['its body alone', key],
  ])('is not a key that was pasted %s', (_, value) => {
    for (const shown of [maskFileName(value), fileName(value)])
      expect(shown).toBe(`*** (a key or certificate itself, ${value.length} characters)`);
  });

  test.each(['/etc/ssl/client.key', 'client.pem', 'C:\\certs\\client.key', './LS0tLS1CRUdJTi.pem', ''])(
    'stays: %s',
    (value) => {
      expect(maskFileName(value)).toBe(value);
      expect(fileName(value)).toBe(value);
    },
  );
});
