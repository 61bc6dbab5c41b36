import quoted from '../../../checks/endpoint/quoted.ts';
import type { Target } from '../../../src/model/target.ts';
import { sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const unusable = (endpoint: string, change: Partial<Target> = {}): { readonly target: Target } => ({
  target: sampleTarget({ endpoint, faults: ['quoted'], url: null, host: '', port: 0, ...change }),
});

const bare = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' };

checkTester(quoted)
  .fires('double quotes', unusable('"http://localhost:4318"'), { says: '"http://localhost:4318"', fix: bare })
  .fires('single quotes', unusable("'http://localhost:4318'"), { fix: bare })
  .fires('quotes of a word processor', unusable('\u201chttp://localhost:4318\u201d'), { fix: bare })
  .fires('one quote only', unusable('http://localhost:4318"'), { fix: bare })
  .fires('quotes in quotes, with blanks', unusable(' "\'http://localhost:4318\'" '), { fix: bare })
  .fires(
    'in the variable of a signal',
    unusable('"http://localhost:4318/v1/logs"', {
      signals: ['logs'],
      endpointBy: { variable: 'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT', perSignal: true, byFlag: false },
    }),
    { fix: { OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'http://localhost:4318/v1/logs' } },
  )
  .silent(
    'an endpoint that is invalid for another reason',
    unusable('http:/localhost', { faults: ['invalid'] }),
  )
  .silent('an endpoint without a scheme', unusable('localhost:4318', { faults: ['scheme-missing'] }));
