import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/variable-empty',
  title: 'A variable of the endpoint is empty',
  otherwise: 'info',
  why: `\`OTEL_EXPORTER_OTLP_ENDPOINT\` (or that of a signal) is there and has no value: the variable or the secret that should fill it in is not set
where it is made. SDKs take an empty variable for one that is not set, and send to their default on the machine itself.

Give it its value, or leave it out.`,
  reasons: { empty: ' is empty, which counts as not set' },
  means: {
    empty: 'The default is used in its place. Usually something that should fill it in has no value.',
  },
  fix: 'Give it its value',
  advice: 'Look where the variable is set: what fills it in has no value there.',
  example: {
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    shown: null,
    effect: 'falls-back',
    detail: 'empty',
    repaired: null,
  },
});
