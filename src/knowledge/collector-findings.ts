import type { CheckCode } from '../model/check-code.ts';

/** What the configuration of a Collector alone tells who sends with it. */
export const OF_CONFIGURATION = {
  /** It does not start. */
  stops: 'pipeline/config-invalid',
  /** A variable is set nowhere. */
  unset: 'pipeline/variable-unset',
  /** Nothing is sent through any exporter. */
  idle: 'pipeline/exporter-unused',
  /** An exporter cannot deliver as it is written. */
  exporter: 'pipeline/exporter-misconfigured',
} as const satisfies Readonly<Record<string, CheckCode>>;

/** What only an application is asked. */
export const OF_APPLICATIONS: readonly CheckCode[] = ['config/service-name-missing'];
