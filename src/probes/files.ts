import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FactTable, FileState, FilesFact } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import type { DoctorContext } from './context.ts';

type Role = FileState['role'];

interface Named {
  readonly role: Role;
  readonly path: string;
  readonly variable: string;
}

const VARIABLES: Readonly<Record<Role, string>> = {
  certificate: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
  'client certificate': 'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE',
  'client key': 'OTEL_EXPORTER_OTLP_CLIENT_KEY',
};

const namedFiles = ({ files, settings }: Target): readonly Named[] => {
  const named: readonly (readonly [Role, string | null])[] = [
    ['certificate', files.certificate],
    ['client certificate', files.clientCertificate],
    ['client key', files.clientKey],
  ];
  return named.flatMap(([role, path]) => {
    if (path === null) return [];
    const source = settings.find(({ name }) => name === role)?.source;
    const variable =
      source && source.kind !== 'flag' && source.kind !== 'default' ? source.name : VARIABLES[role];
    return [{ role, path, variable }];
  });
};

/** Text of a file as the process in question sees it, or why there is none. Devices and huge files count as unreadable. */
const readPem = (path: string, { readFile }: DoctorContext): string | 'missing' | 'unreadable' => {
  const bytes = readFile(path);
  if (bytes !== null) return bytes.toString('latin1');
  return existsSync(path) ? 'unreadable' : 'missing';
};

const CERTIFICATE = /-----BEGIN (TRUSTED )?CERTIFICATE-----[^-]+-----END (TRUSTED )?CERTIFICATE-----/;

const judgeText = async (role: Role, text: string): Promise<FileState['outcome']> => {
  if (!text.includes('-----BEGIN ')) return 'not-pem';
  const { createPrivateKey, X509Certificate } = await import('node:crypto');
  try {
    if (role === 'client key') {
      if (!text.includes('PRIVATE KEY-----')) return 'no-key';
      createPrivateKey(text);
      return 'ok';
    }
    const [pem] = CERTIFICATE.exec(text) ?? [];
    if (pem === undefined) return 'no-certificate';
    new X509Certificate(pem);
    return 'ok';
  } catch {
    return 'not-pem';
  }
};

/** Whether the key belongs to the certificate; what cannot be read is judged elsewhere. */
const belongTogether = async (certificate: string, key: string): Promise<boolean> => {
  const { createPrivateKey, X509Certificate } = await import('node:crypto');
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return true;
  }
};

const stateOf = async (
  named: Named,
  texts: ReadonlyMap<Role, string>,
  context: DoctorContext,
): Promise<FileState> => {
  const text = readPem(named.path, context);
  if (text === 'missing' || text === 'unreadable') return { ...named, outcome: text };
  const outcome = await judgeText(named.role, text);
  const certificate = texts.get('client certificate');
  if (named.role !== 'client key' || outcome !== 'ok' || certificate === undefined)
    return { ...named, outcome };
  return { ...named, outcome: (await belongTogether(certificate, text)) ? 'ok' : 'key-mismatch' };
};

/** Whether a .netrc has a login for a host: https://docs.python.org/3/library/netrc.html. The login stays here. */
const entryFor = (text: string, host: string): 'host' | 'default' | null => {
  const lines = text.split('\n').filter((line) => !line.trimStart().startsWith('#'));
  const words = lines.flatMap((line) => line.trim().split(/\s+/));
  if (words.some((word, index) => word === 'machine' && words[index + 1] === host)) return 'host';
  return words.includes('default') ? 'default' : null;
};

/** The login that takes the place of a configured one; requests looks at `NETRC`, else at two names in the home directory. */
const netrcOf = ({ habits, host }: Target, context: DoctorContext): FilesFact['netrc'] | null => {
  if (habits?.readsNetrc !== true) return null;
  const { containerVariables, home } = context;
  const own = containerVariables['NETRC'];
  const paths = own ? [own] : home ? [join(home, '.netrc'), join(home, '_netrc')] : [];
  for (const path of paths) {
    const text = context.readFile(path)?.toString('utf8');
    if (text === undefined) continue;
    const entry = entryFor(text, host);
    return entry === null ? null : { path, entry };
  }
  return null;
};

/** Fact `files`: whether the certificate and key files of the settings can be used. Their contents stay here. */
export const files: Probe<FactTable, DoctorContext, 'files', 'target'> = {
  fact: 'files',
  needs: ['target'],
  budgetMs: 3_000,
  gate: ({ target }) =>
    namedFiles(target).length === 0 && target.habits?.readsNetrc !== true
      ? { absent: 'no certificate files are configured' }
      : 'go',
  observe: async ({ target }, context) => {
    const named = namedFiles(target);
    const netrc = netrcOf(target, context);
    if (named.length === 0 && netrc === null) return null;
    const texts = new Map(named.map(({ role, path }) => [role, readPem(path, context)] as const));
    const states = await Promise.all(named.map((one) => stateOf(one, texts, context)));
    return { files: states, ...(netrc && { netrc }) };
  },
};
