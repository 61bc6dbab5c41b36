import type { ExporterRule } from '../sdks/sdk.ts';

/** What a switch of a program means for the exporter of a signal. */
export const ON_OR_OFF: Readonly<Record<string, string>> = { true: 'otlp', false: 'none' };

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
