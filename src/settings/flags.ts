import type { SettingsLayer, Source } from '../model/setting.ts';
import { usageError } from '../model/usage.ts';

/** Values of the flags that stand for variables. */
export interface SettingFlags {
  readonly endpoint?: string | undefined;
  readonly protocol?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly certificate?: string | undefined;
  readonly clientCertificate?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly compression?: string | undefined;
  readonly insecure?: boolean | undefined;
}

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** `name=value` or, as curl has it, `name: value`; the value as it is, not percent-encoded. */
const headerEntry = (text: string): string => {
  const at = text.search(/[=:]/);
  const name = text.slice(0, Math.max(at, 0)).trim();
  if (!NAME.test(name))
    throw usageError('--header takes name=value, for example --header "authorization=Bearer TOKEN"');
  return `${name}=${encodeURIComponent(text.slice(at + 1).trim())}`;
};

/** Flags as a layer: each stands for the general variable of its setting. Headers are added to those below. */
export const flagLayer = (flags: SettingFlags, headersBelow: string | undefined): SettingsLayer => {
  const values: Record<string, { value: string; source: Source }> = {};
  const set = (setting: string, flag: string, value: string | undefined): void => {
    if (value !== undefined)
      values[`OTEL_EXPORTER_OTLP_${setting}`] = { value, source: { kind: 'flag', name: `--${flag}` } };
  };
  set('ENDPOINT', 'endpoint', flags.endpoint);
  set('PROTOCOL', 'protocol', flags.protocol);
  set('CERTIFICATE', 'certificate', flags.certificate);
  set('CLIENT_CERTIFICATE', 'client-certificate', flags.clientCertificate);
  set('CLIENT_KEY', 'client-key', flags.clientKey);
  set('COMPRESSION', 'compression', flags.compression);
  set('INSECURE', 'insecure', flags.insecure === undefined ? undefined : String(flags.insecure));
  const headers = (flags.header ?? []).map(headerEntry);
  if (headers.length > 0)
    set('HEADERS', 'header', [headersBelow ?? '', ...headers].filter(Boolean).join(','));
  return { values };
};
