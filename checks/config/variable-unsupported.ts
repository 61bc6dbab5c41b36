import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/variable-unsupported',
  title: 'This SDK does not read a variable that is set',
  otherwise: 'warning',
  why: `The variable exists in the specification, and this SDK ignores it: \`OTEL_EXPORTER_OTLP_INSECURE\` in Java and .NET, certificates in Rust, \`OTEL_SDK_DISABLED\` in Go, per-signal variables in .NET's \`AddOtlpExporter\`.

Set it in code, or in the way that this SDK has.`,
  reasons: {
    'not-read': ' is not read by this SDK',
    'not-of-program': ' is not read by this program, which has settings of its own',
    'config-file-not-read': ' is set, and this SDK reads no configuration file',
    'own-of-programs': ' is read by no OpenTelemetry SDK, only by programs (LiteLLM and others) themselves',
  },
  verbatim: true,
  mild: ['own-of-programs'],
  means: { 'own-of-programs': 'Where such a program has set it, all is well; an SDK does not see it.' },
  ways: {
    'not-of-program': {
      title: 'Give the program its own setting',
      text: 'otel-doctor env shows the settings that it reads, and where they come from.',
    },
  },
  fix: 'Set it in the way that this SDK has',
  advice: 'See the documentation of the SDK: this setting is made in code.',
  inGeneral: {
    title: "Use the SDK's own way",
    text: 'Give the value in code or by the option that this SDK documents, or upgrade to a release that reads the variable.',
  },
  example: {
    variable: 'OTEL_EXPORTER_OTLP_INSECURE',
    shown: 'true',
    effect: 'ignored',
    detail: 'not-read',
    repaired: null,
  },
});
