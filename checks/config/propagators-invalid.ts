import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/propagators-invalid',
  title: 'A propagator is unknown or missing',
  otherwise: 'warning',
  why: `\`OTEL_PROPAGATORS\` lists how trace context travels between services. An unknown name is dropped (or stops the SDK), \`none\` ends every trace at the service boundary, and services with different lists do not join their traces.

Use \`tracecontext,baggage\` everywhere.`,
  reasons: {
    none: ' is none: every trace ends at the service boundary',
    'no-trace-context': ' passes no trace on: every trace ends at the service boundary',
    unknown: ' names a propagator that this SDK does not have',
    'none-in-list': ' has none beside other propagators',
    'needs-package': ' names a propagator that needs a package of its own',
  },
  means: {
    'needs-package':
      'Where the application does not have the package, its SDK does not start, or leaves the propagator out.',
  },
  ways: {
    'needs-package': {
      title: 'Install the package',
      text: 'Install the package of the propagator (Python: opentelemetry-propagator-b3, -jaeger, -aws-xray or -ot-trace; Java: opentelemetry-extension-trace-propagators), or set it to tracecontext,baggage in all services.',
    },
  },
  fix: 'Use the standard propagators',
  advice: 'Set it to tracecontext,baggage.',
  inGeneral: {
    title: 'Use the same propagators on both sides',
    text: 'Set OTEL_PROPAGATORS=tracecontext,baggage,b3multi where both formats occur, and install their packages.',
  },
  example: {
    variable: 'OTEL_PROPAGATORS',
    shown: 'w3c',
    effect: 'ignored',
    detail: 'unknown',
    repaired: 'tracecontext,baggage',
  },
});
