import type { EnvSignal } from '../../model/env.ts';
import type { Source } from '../../model/setting.ts';
import type { SettingEffect, Target, Unknown } from '../../model/target.ts';
import { showHeader } from '../../text/mask.ts';
import { filePlace } from '../words.ts';

/** Where a value comes from: `OTEL_SERVICE_NAME in .env:3`. */
export const sourceText = (source: Source): string => {
  if (source.kind === 'file') return `${source.name} in ${filePlace(source)}`;
  if (source.kind === 'process') return `${source.name} of process ${source.pid}`;
  if (source.kind === 'default') return 'default';
  return source.name;
};

/** What this SDK does about a value. */
export const EFFECTS: Readonly<Record<SettingEffect, string>> = {
  'does-not-start': 'this SDK does not start with it',
  'sends-nothing': 'with it this SDK sends nothing',
  'falls-back': 'this SDK falls back to its default',
  ignored: 'this SDK ignores it',
  changed: 'this SDK sends something else than is written',
};

export const UNKNOWN_PARTS: Readonly<Record<Unknown, string>> = {
  'config-file': 'what the configuration file says',
  endpoint: 'the endpoint (the program sets it)',
  exporter: 'the exporter (the program chooses it)',
  files: 'the certificate files',
  headers: 'the headers',
  proxy: 'the proxy (the HTTP client of the program decides)',
  sampler: 'the sampler (the program sets it)',
  timeout: 'the timeout (the program sets it)',
};

/** `http://proxy:3128 (HTTP_PROXY)` or `none`. */
export const proxyText = ({ connect }: EnvSignal): string => {
  if (connect === null || connect.proxy === null) return 'none';
  const { host, port, variable, secure } = connect.proxy;
  return `${secure ? 'https' : 'http'}://${host}:${port} (${variable})`;
};

/** Headers as they are sent; of hidden values the scheme and the length are told. */
export const headerTexts = ({ headers }: EnvSignal, target: Target): readonly string[] =>
  Object.entries(headers).map(([name, value]) => {
    const shape = target.headers.find((header) => header.name === name);
    if (value !== '***' || shape === undefined) return `${name}: ${value}`;
    return showHeader(shape);
  });

export const timeoutText = ({ timeoutMs }: EnvSignal, { unknown }: Target): string => {
  if (timeoutMs !== null) return timeoutMs % 1000 === 0 ? `${timeoutMs / 1000} s` : `${timeoutMs} ms`;
  return unknown.includes('timeout') ? 'not known' : 'none';
};
