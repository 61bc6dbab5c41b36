import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/sampler-invalid',
  title: 'The sampler or its argument is invalid',
  otherwise: 'warning',
  why: `\`OTEL_TRACES_SAMPLER\` names a sampler that does not exist, or \`OTEL_TRACES_SAMPLER_ARG\` is no number from 0 to 1. Most SDKs then use their default, Java refuses to start.

The samplers are always_on, always_off, traceidratio and their parentbased_ forms; a ratio is written as 0.1, not as 10.`,
  reasons: {
    unknown: ' names a sampler that does not exist',
    'ratio-not-a-number': ' is not a number',
    'ratio-out-of-range': ' is not between 0 and 1',
    'ratio-missing': ' wants a ratio, and OTEL_TRACES_SAMPLER_ARG is not set',
  },
  means: { 'ratio-missing': 'Without one the ratio is 1.0: every trace is kept.' },
  ways: {
    'ratio-missing': {
      title: 'Give the ratio',
      text: 'Set OTEL_TRACES_SAMPLER_ARG to the share of traces to keep, such as 0.1, or OTEL_TRACES_SAMPLER to parentbased_always_on.',
    },
  },
  fix: 'Name a sampler that exists',
  advice:
    'Set OTEL_TRACES_SAMPLER to parentbased_traceidratio and OTEL_TRACES_SAMPLER_ARG to a number from 0 to 1.',
  inGeneral: {
    title: 'Use a sampler that is taken',
    text: 'Set OTEL_TRACES_SAMPLER=parentbased_always_on, and a ratio in OTEL_TRACES_SAMPLER_ARG only with traceidratio.',
  },
  example: {
    variable: 'OTEL_TRACES_SAMPLER_ARG',
    shown: '50',
    effect: 'falls-back',
    detail: 'ratio-out-of-range',
    repaired: null,
  },
});
