import queryMisplaced from '../../../checks/endpoint/query-misplaced.ts';
import { sampleHttp } from '../../../src/samples/facts.ts';
import { settingTester, unauthorized } from '../../kit/setting-tester.ts';

settingTester(queryMisplaced, {
  variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  otherwise: 'warning',
  cause: { reach: 'answered', http: sampleHttp(404) },
  otherFailure: unauthorized,
  without: 'Set OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
});
