import valueUnexpanded from '../../../checks/config/value-unexpanded.ts';
import { sampleTarget } from '../../../src/samples/facts.ts';
import { refused, settingTester, withProblems } from '../../kit/setting-tester.ts';

const VARIABLE = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const { problems } = withProblems('config/value-unexpanded', VARIABLE, {
  effect: 'changed',
  detail: 'kubernetes-reference',
}).target;

settingTester(valueUnexpanded, {
  variable: VARIABLE,
  otherwise: 'warning',
  cause: refused,
  otherFailure: null,
  without: 'Define the variable before',
})
  .fires(
    'as an error where the host is a placeholder, which nobody is asked for',
    { target: sampleTarget({ host: '$(node_ip)', problems }), send: undefined },
    { severity: 'error' },
  )
  .fires(
    'as an error where it makes the endpoint unusable',
    { target: sampleTarget({ host: '', url: null, faults: ['invalid'], problems }), send: undefined },
    { severity: 'error' },
  )
  .fires(
    'mildly where something else kept it from sending',
    { target: sampleTarget({ problems }), send: undefined },
    { severity: 'warning' },
  );
