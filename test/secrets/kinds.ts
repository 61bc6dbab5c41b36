/**
 * Kinds of secrets, a row each: what people and vendors use. None is real; each is made of letters that look like one. A row that
 * is added here is tried in every place (`places.ts`) that it fits into.
 */
export interface Kind {
  readonly name: string;
  /** As it is used. */
  readonly text: string;
  /** The part of it that nobody may read; the whole of it when left out. */
  readonly core: string;
  /**
   * How it is told: `shape`, anywhere, by what it looks like; `name`, only by what stands in front of it, such as
   * `password=`.
   */
  readonly toldBy: 'shape' | 'name';
}

const shape = (name: string, text: string, core = text): Kind => ({ name, text, core, toldBy: 'shape' });
const named = (name: string, text: string, core = text): Kind => ({ name, text, core, toldBy: 'name' });

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The body of a key, such as it follows on `-----BEGIN`. */
const BODY = `MIIEowIBAAKCAQEA${'q7Zk2Wv9'.repeat(12)}`;
const pem = (what: string, lineBreak: string): string =>
  [`-----BEGIN ${what}-----`, ...(BODY.match(/.{1,64}/g) ?? []), `-----END ${what}-----`].join(lineBreak);

/** In what no shape tells, a name has to. */
const WORDS: readonly Kind[] = [
  named('a short password', 'hunter2x'),
  named('a password of digits', '8412907355'),
  named('a password of letters', 'correcthorsebattery'),
  named('a password with capitals', 'Tr0ub4dor&3zz'),
  named('a password with a hash', 'CnryPass#w0rd77'),
  named('a password with a question mark', 'Wh4t?CnryPw88'),
  named('a password with an at sign', 'Cn@ryP4ss@word'),
  named('a password with a slash', 'Cnry/P4ss/w0rd9'),
  named('a password with a colon', 'Cnry:P4ss:w0rd9'),
  named('a password with a percent sign', 'Cnry%P4ss%w0rd'),
  named('a password with a plus sign', 'Cnry+P4ss+w0rd'),
  named('a password with signs of a shell', 'Cnry$P4ss!w0rd'),
  named('a password with a star', 'Cnry*P4ss*w0rd'),
  named('a password with equals signs', 'Cnry=P4ss=w0rd=='),
  named('a password with a tilde', 'Cnry~P4ss~w0rd'),
  named('a password with dots', 'cnry.p4ss.w0rd.42'),
  named('a password with a caret', 'Cnry^P4ss^w0rd'),
  named('a password with a bar', 'Cnry|P4ss|w0rd9'),
  named('a tenant key of four groups', 'abcd-ef12-gh34-ij56'),
  named('an API key of 16 signs', 'k3y5Cnry8Q2z9W1x'),
  named('a base64 password with its end', base64('canary-pass-word!')),
];

const MADE: readonly Kind[] = [
  shape('32 hex digits', 'd0c4ry51f2e3a4b5c6d7e8f901234567'.replace('ry', '1f')),
  shape('40 hex digits', 'ca4a12f0e1d2c3b4a5968778695a4b3c2d1e0f12'),
  shape('64 hex digits', 'ca4a12f0e1d2c3b4a5968778695a4b3c2d1e0f12aa55ee77bb66dd88cc99ff00'),
  shape('a UUID', 'c4a4a12f-0e1d-42c3-b4a5-968778695a4b'),
  shape('a random word of base62', 'Zk29WvQ7cAn4rYx81Lm0Pq3St6Uv'),
  shape('a random word of base64url', 'Zk29_WvQ7-cAn4rYx81_Lm0Pq3-St6Uv'),
  shape('a random word of 400 signs', 'Zk29WvQ7cAn4rYx81Lm0'.repeat(20)),
  shape(
    'a JSON Web Token',
    `${base64('{"alg":"HS256"}').replace(/=/g, '')}.${base64('{"sub":"cn4ry"}').replace(/=/g, '')}.Zk29WvQ7cAn4rYx81Lm0Pq3St6Uv`,
  ),
  shape('a GitHub token', 'ghp_Zk29WvQ7cAn4rYx81Lm0Pq3St6UvWx9YzA'),
  shape('a fine-grained GitHub token', 'github_pat_11CNRY4A0zk29WvQ7cAn4_rYx81Lm0Pq3St6UvWx9YzA'),
  shape('a GitLab token', 'glpat-Zk29WvQ7cAn4rYx81Lm0'),
  shape('a Slack token', 'xoxb-2904718830-Zk29WvQ7cAn4rYx81Lm0'),
  shape('an OpenAI key', 'sk-proj-Zk29WvQ7cAn4rYx81Lm0Pq3St6Uv'),
  shape('a Stripe key', 'sk_live_Zk29WvQ7cAn4rYx81Lm0Pq3'),
  shape('an npm token', 'npm_Zk29WvQ7cAn4rYx81Lm0Pq3St6UvWx9YzA'),
  shape('a PyPI token', 'pypi-AgEIcHlwaS5vcmcCJDZk29WvQ7cAn4rYx81Lm0'),
  shape('a Docker token', 'dckr_pat_Zk29WvQ7cAn4rYx81Lm0Pq3'),
  shape('a Hugging Face token', 'hf_Zk29WvQ7cAn4rYx81Lm0Pq3St6UvWx9Y'),
  shape('a Google API key', 'AIzaSyZk29WvQ7cAn4rYx81Lm0Pq3St6UvWx9Y'),
  shape('a Google OAuth token', 'ya29.Zk29WvQ7cAn4rYx81Lm0Pq3St6Uv'),
  shape('an AWS access key', 'AKIAZK29WVQ7CAN4RYX8'),
  shape('a temporary AWS access key', 'ASIAZK29WVQ7CAN4RYX8'),
  named('an AWS secret key', 'Zk29/WvQ7+cAn4rYx81/Lm0Pq3St6UvWx9YzAb2C'),
  shape('a Vault token', 'hvs.CAESIZk29WvQ7cAn4rYx81Lm0Pq3St6Uv'),
  shape('a DigitalOcean token', 'dop_v1_ca4a12f0e1d2c3b4a5968778695a4b3c2d1e0f12aa55ee77bb66dd88cc99ff00'),
  shape('a SendGrid key', 'SG.Zk29WvQ7cAn4rYx81Lm0.Pq3St6UvWx9YzAb2CdE4'),
];

/** Of the field itself. */
const BACKENDS: readonly Kind[] = [
  shape('a New Relic licence key', 'ca4a12f0e1d2c3b4a5968778695a4b3cFFFFNRAL'),
  shape('a New Relic user key', 'NRAK-ZK29WVQ7CAN4RYX81LM0PQ3ST6U'),
  shape('a Datadog key', 'ca4a12f0e1d2c3b4a5968778695a4b3c'),
  shape('a Dynatrace token', 'dt0c01.ZK29WVQ7CAN4RYX81LM0PQ3S.ZK29WVQ7CAN4RYX81LM0PQ3ST6UVWX9YZAB2CDE4'),
  named('a Honeycomb key', 'Zk29WvQ7cAn4rYx81Lm0Pq'),
  shape('a Honeycomb ingest key', 'hcaik_01cnry4zk29wvq7can4ryx81lm0pq3st6uvwx9yzab2cde4'),
  shape('a Grafana Cloud token', 'glc_eyJvIjoiMTIzNCIsIm4iOiJjbnJ5IiwiayI6IlprMjlXdlE3In0='),
  shape('a Grafana service account token', 'glsa_Zk29WvQ7cAn4rYx81Lm0Pq3St6UvWx9Y_ca4a12f0'),
  shape('a Lightstep token', 'Zk29WvQ7cAn4rYx81Lm0+Pq3St6UvWx9YzAb2C'),
  shape('a Splunk token', 'c4a4a12f-0e1d-42c3-b4a5-968778695a4c'),
  shape('a Dash0 token', 'auth_Zk29WvQ7cAn4rYx81Lm0Pq3St6Uv'),
  shape('an Elastic API key', base64('cnry4zk29wvq7:can4ryx81lm0pq3st6uv')),
  shape('a Langfuse secret key', 'sk-lf-c4a4a12f-0e1d-42c3-b4a5-968778695a4d'),
  shape('a Logfire token', 'pylf_v1_eu_Zk29WvQ7cAn4rYx81Lm0Pq3St6UvWx9Y'),
  shape('an Axiom token', 'xaat-c4a4a12f-0e1d-42c3-b4a5-968778695a4e'),
];

const KEYS: readonly Kind[] = [
  shape('a private key in lines', pem('PRIVATE KEY', '\n'), BODY),
  shape('a private key in one line', pem('RSA PRIVATE KEY', '\\n'), BODY),
  shape('a private key with blanks', pem('EC PRIVATE KEY', ' '), BODY),
  shape('a private key of OpenSSH', pem('OPENSSH PRIVATE KEY', '\n'), BODY),
  shape('base64 of a private key', base64(pem('PRIVATE KEY', '\n'))),
  shape('the body of a key alone', BODY),
];

export const KINDS: readonly Kind[] = [...WORDS, ...MADE, ...BACKENDS, ...KEYS];

/** Whether a kind goes into a header or one word of a command line. */
export const isOneWord = ({ text }: Kind): boolean => /^[!-~]+$/.test(text);
