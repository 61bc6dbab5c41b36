/** A receiver that is built in, switched off, and says so. */
interface SwitchedOff {
  readonly product: string;
  /** The first group is what switches it on. */
  readonly pattern: RegExp;
  readonly advice: string;
}

/** Said wherever the product runs, so that it is known by its words: prometheus/prometheus 3.13.5 web/api/v1/api.go. */
const SWITCHED_OFF: readonly SwitchedOff[] = [
  {
    product: 'Prometheus',
    pattern: /otlp write receiver needs to be enabled with (--[\w.-]+)/,
    advice:
      'Start Prometheus with --web.enable-otlp-receiver (before 3.0: --enable-feature=otlp-write-receiver); its base URL ends in /api/v1/otlp.',
  },
];

/** The receiver that says that it is switched off; undefined when none does. */
export const findSwitchedOff = (body: string): SwitchedOff | undefined =>
  SWITCHED_OFF.find(({ pattern }) => pattern.test(body));
