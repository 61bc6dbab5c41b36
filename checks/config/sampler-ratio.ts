import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/sampler-ratio',
  title: 'Only a part of the traces is kept',
  otherwise: 'warning',
  why: `The sampler keeps a share of the traces, as \`OTEL_TRACES_SAMPLER_ARG\` says: with 0.01 one of a hundred. The others are never sent, so that a
single request that you make to see whether telemetry arrives most probably leaves no trace. The doctor's own test span is not sampled.

In production that is often meant. While you look for a trace, set \`OTEL_TRACES_SAMPLER_ARG=1.0\`.`,
  reasons: {
    part: ' keeps a part of the traces; the others are never sent',
    tiny: ' keeps less than one of a thousand traces; the others are never sent',
  },
  mild: ['part'],
  means: {
    part: 'A single request that you make to see whether traces arrive may leave none.',
    tiny: 'A request that you make to see whether traces arrive will most probably leave none.',
  },
  fix: 'Keep every trace while you look for one',
  advice: 'Set OTEL_TRACES_SAMPLER_ARG to 1.0 while you look for a trace.',
  example: {
    variable: 'OTEL_TRACES_SAMPLER_ARG',
    shown: '0.0001',
    effect: 'changed',
    detail: 'tiny',
    repaired: null,
  },
});
