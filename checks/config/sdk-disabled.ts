import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/sdk-disabled',
  title: 'The SDK is switched off',
  otherwise: 'warning',
  why: `\`OTEL_SDK_DISABLED=true\` switches the whole SDK off: no traces, no metrics, no logs. Only \`true\` (in any case) does; \`1\` and \`yes\` do not, and some SDKs (Go, Rust, Swift) do not read the variable at all.

Unset it.`,
  reasons: {
    disabled: ' is true: the whole SDK is switched off',
    'not-a-boolean': ' is neither true nor false, and only true switches the SDK off',
  },
  fix: 'Unset the variable',
  advice: 'Unset it, or set it to false.',
  unset: true,
  example: {
    variable: 'OTEL_SDK_DISABLED',
    shown: 'true',
    effect: 'sends-nothing',
    detail: 'disabled',
    repaired: null,
  },
});
