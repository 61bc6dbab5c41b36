import temporalityUnsupported from '../../../checks/receiver/temporality-unsupported.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleHttp,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const TEMPORALITY = 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE';
const HISTOGRAM = 'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION';
const delta = sampleTarget({ signals: ['metrics'], metrics: { delta: true, exponential: false } });
const exponential = sampleTarget({ signals: ['metrics'], metrics: { delta: false, exponential: true } });
const refused = (status: number, body: string) =>
  sampleFailure({ signal: 'metrics', reach: 'routed', http: sampleHttp(status, { body }) });
const takesEmpty = { attempts: [sampleAttempt({ kind: 'as-sent', signal: 'metrics' })] };

checkTester(temporalityUnsupported)
  .fires(
    'on what Prometheus 3.13.5 says of delta',
    { target: delta, send: refused(500, 'invalid temporality and type combination for metric "x"') },
    { fix: { [TEMPORALITY]: 'cumulative' }, says: 'delta' },
  )
  .fires(
    'on what Dynatrace says of totals',
    { send: refused(400, 'UNSUPPORTED_METRIC_TYPE_MONOTONIC_CUMULATIVE_SUM: cumulative is not supported') },
    { fix: { [TEMPORALITY]: 'delta' } },
  )
  .fires(
    'over gRPC',
    {
      target: delta,
      send: sampleFailure({ signal: 'metrics', grpc: sampleGrpc(3, 'delta temporality is not supported') }),
    },
    { fix: { [TEMPORALITY]: 'cumulative' } },
  )
  .fires(
    'as a suspicion when only an empty export is taken',
    { target: delta, send: refused(400, 'bad request'), survey: takesEmpty },
    { suspicion: true, fix: { [TEMPORALITY]: 'cumulative' } },
  )
  .fires(
    'for exponential buckets',
    { target: exponential, send: refused(400, 'exponential histograms are not enabled') },
    { fix: { [HISTOGRAM]: 'explicit_bucket_histogram' } },
  )
  .silent('when metrics are as usual and nothing is said of their form', {
    send: refused(400, 'bad request'),
    survey: takesEmpty,
  })
  .silent('when the credentials are refused', { target: delta, send: refused(401, ''), survey: takesEmpty })
  .silent('for another signal', {
    target: delta,
    send: sampleFailure({ http: sampleHttp(500, { body: 'temporality' }) }),
  })
  .silent('when the item arrives', { target: delta });
