import type { CheckCode } from '../../model/check-code.ts';
import type { Protocol, Signal } from '../../model/signal.ts';
import type { HeaderForm, Vendor } from './types.ts';

/** What may be known of a configured header. */
export interface ConfiguredHeader {
  readonly name: string;
  /** Scheme in front of its value, as far as it is a common one. */
  readonly scheme: string | null;
}

/** What the headers are for; what is left out does not narrow. */
export interface HeaderUse {
  readonly signal?: Signal;
  readonly protocol?: Protocol;
}

export interface HeaderProblem {
  readonly aspect: 'missing' | 'scheme' | 'signature' | 'harmful';
  readonly code: CheckCode;
  /** The header in question, with the entry to set. */
  readonly header: HeaderForm;
  readonly summary: string;
  /** False: say it as a possibility only. */
  readonly verified: boolean;
}

const NEEDS: readonly HeaderForm['need'][] = ['always', 'sometimes', 'optional'];

const concerns = ({ signals, protocols }: HeaderForm, { signal, protocol }: HeaderUse): boolean =>
  (signal === undefined || signals === null || signals.includes(signal)) &&
  (protocol === undefined || protocols === null || protocols.includes(protocol));

/** Headers that the vendor wants or knows, the indispensable ones first. */
export const wantedHeaders = (vendor: Vendor, use: HeaderUse = {}): readonly HeaderForm[] =>
  vendor.headers
    .filter((header) => header.need !== 'never' && concerns(header, use))
    .sort((a, b) => NEEDS.indexOf(a.need) - NEEDS.indexOf(b.need));

/** Schemes that are told apart when a header is read; of others nothing is known. */
const COMMON = /^(?:Bearer|Basic|Token|ApiKey|Api-Token|Digest|Negotiate|Splunk|AWS4-HMAC-SHA256)$/i;

const schemeFault = ({ schemes, name }: HeaderForm, scheme: string | null, vendor: Vendor): string | null => {
  if (scheme === null) {
    const known = schemes.length > 0 && schemes.every((wanted) => COMMON.test(wanted));
    return known ? `${vendor.name} wants ${schemes.join(' or ')} in front of the value of ${name}` : null;
  }
  if (schemes.length === 0) return `${vendor.name} wants the bare value in ${name}, without ${scheme}`;
  const right = schemes.some((wanted) => wanted.toLowerCase() === scheme.toLowerCase());
  return right ? null : `${vendor.name} wants ${schemes.join(' or ')} in ${name}, not ${scheme}`;
};

const missing = (vendor: Vendor, header: HeaderForm, configured: readonly ConfiguredHeader[]): string => {
  const other = configured.find(({ scheme, name }) => scheme !== null || name === 'authorization')?.name;
  const instead =
    header.role === 'credential' && other !== undefined ? `, and ${other} does not replace it` : '';
  return `${vendor.name} wants the header ${header.name}, which is not configured${instead}`;
};

const problemOf = (
  vendor: Vendor,
  header: HeaderForm,
  configured: readonly ConfiguredHeader[],
): Omit<HeaderProblem, 'header' | 'verified'> | null => {
  const named = configured.find(({ name }) => name === header.name.toLowerCase());
  if (header.need === 'never') {
    if (named === undefined) return null;
    const summary = `The header ${header.name} does harm at ${vendor.name}: ${header.when ?? 'leave it out'}`;
    return { aspect: 'harmful', code: 'backend/span-missing', summary };
  }
  if (!header.fixed) {
    const summary = `${vendor.name} wants every request signed, which no header in the settings can do`;
    return { aspect: 'signature', code: named ? 'auth/rejected' : 'auth/missing', summary };
  }
  if (named !== undefined) {
    const summary = header.role === 'credential' ? schemeFault(header, named.scheme, vendor) : null;
    return summary === null ? null : { aspect: 'scheme', code: 'auth/rejected', summary };
  }
  if (header.need !== 'always' || configured.some(({ name }) => header.alternatives.includes(name)))
    return null;
  const code = header.role === 'routing' ? 'auth/tenant-missing' : 'auth/missing';
  return { aspect: 'missing', code, summary: missing(vendor, header, configured) };
};

/**
 * What is wrong with the configured headers in the eyes of the vendor: the first of a header that does harm, that is
 * missing, or whose value has another form.
 */
export const headerProblem = (
  vendor: Vendor,
  headers: readonly ConfiguredHeader[],
  use: HeaderUse = {},
): HeaderProblem | null => {
  const configured = headers.map(({ name, scheme }) => ({ name: name.toLowerCase(), scheme }));
  const harmful = vendor.headers.filter((header) => header.need === 'never' && concerns(header, use));
  for (const header of [...harmful, ...wantedHeaders(vendor, use)]) {
    const problem = problemOf(vendor, header, configured);
    if (problem) return { ...problem, header, verified: header.verified };
  }
  return null;
};
