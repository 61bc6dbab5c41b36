import variableMisspelled from '../../../checks/config/variable-misspelled.ts';
import { sampleTcp } from '../../../src/samples/facts.ts';
import { refused, settingTester, withProblems } from '../../kit/setting-tester.ts';

const VARIABLE = 'OTEL_EXPORTER_OTLP_ENDPIONT';
const meant = (rename: string) => withProblems('config/variable-misspelled', VARIABLE, { rename });

settingTester(variableMisspelled, {
  variable: VARIABLE,
  otherwise: 'warning',
  cause: refused,
  otherFailure: null,
  without: 'unset',
})
  .fires(
    'as an error where nothing takes a connection at the default',
    {
      ...meant('OTEL_EXPORTER_OTLP_ENDPOINT'),
      tcp: sampleTcp('refused', 'ECONNREFUSED'),
      send: undefined,
    },
    { severity: 'error', fix: 'OTEL_EXPORTER_OTLP_ENDPOINT' },
  )
  .fires(
    'mildly where the variable has nothing to do with the way',
    { ...meant('OTEL_SERVICE_NAME'), tcp: sampleTcp('refused', 'ECONNREFUSED'), send: undefined },
    { severity: 'warning' },
  )
  .fires(
    'mildly where nothing was tried',
    { ...meant('OTEL_EXPORTER_OTLP_ENDPOINT'), tcp: undefined, send: undefined },
    { severity: 'warning' },
  );
