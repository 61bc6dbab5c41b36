import { cut, headerReader, TOKEN } from '../header-lists/reading.ts';
import type { ProxyRules } from '../proxy.ts';
import type { ExporterRule } from '../sdks/sdk.ts';

/** What a switch of a program means for the exporter of a signal. */
export const ON_OR_OFF: Readonly<Record<string, string>> = { true: 'otlp', false: 'none' };

/** Where a project of Java says what it is built of. */
export const BUILD_FILE = /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/;

/** Exporters of a program that has OTLP and nothing else. */
export const PLAIN_EXPORTER: ExporterRule = {
  whenUnset: 'otlp',
  whenEmpty: 'otlp',
  list: false,
  trim: true,
  otlp: { otlp: null },
  other: { traces: [], metrics: [], logs: [] },
  unknown: 'ignored',
  none: { traces: 'whole', metrics: 'whole', logs: 'whole' },
  noneIgnoresCase: true,
  noneAmongOthers: 'ignored',
  duplicates: 'ignored',
};

/** A list of headers of which nothing is decoded. */
export const UNDECODED = headerReader(
  (text) => {
    const pair = cut(text.trim());
    return pair === null || pair.name.trim() === ''
      ? 'dropped'
      : { name: pair.name.trim(), value: pair.value.trim() };
  },
  ({ name }) => (TOKEN.test(name) ? null : 'dropped'),
);

/** No proxy is asked. */
export const NO_PROXY: ProxyRules = {
  variables: { http: [], https: [], grpc: [] },
  exceptions: { http: [], grpc: [] },
};
