import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/sampler-off',
  title: 'The sampler drops every trace',
  otherwise: 'warning',
  why: `\`OTEL_TRACES_SAMPLER=always_off\`, \`parentbased_always_off\` or a ratio of 0 makes the SDK record nothing, and nothing is exported. The doctor's own test span is not sampled, so the way can be healthy all the same.

Use \`parentbased_always_on\`, or a ratio above 0.`,
  reasons: { 'samples-nothing': ' makes the SDK record nothing' },
  repair: (shown) =>
    /^(parentbased_)?always_off$/i.test(shown.trim())
      ? 'parentbased_always_on'
      : /^[0.]+$/.test(shown.trim())
        ? '1.0'
        : null,
  fix: 'Record traces again',
  advice: 'Set it to parentbased_always_on.',
  example: {
    variable: 'OTEL_TRACES_SAMPLER',
    shown: 'always_off',
    effect: 'sends-nothing',
    detail: 'samples-nothing',
    repaired: 'parentbased_always_on',
  },
});
