import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Delivery, SurveyFact } from '../../src/model/facts.ts';
import { isSuccess, place } from '../../src/model/reading.ts';
import type { Target } from '../../src/model/target.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const TEMPORALITY = 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE';
const HISTOGRAM = 'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION';

const HTTP: readonly number[] = [400, 422, 500, 501];
const GRPC: readonly number[] = [2, 3, 12, 13];

const saidOf = ({ http, grpc }: Delivery): string =>
  [http?.body, http?.partial?.message, grpc?.message, grpc?.partial?.message].join(' ');

/** Refused in a way that may be about what is in the item, while an empty export of metrics is taken on the same route. */
const isContent = ({ http, grpc }: Delivery, survey: SurveyFact | undefined): boolean =>
  (HTTP.includes(http?.status ?? -1) || GRPC.includes(grpc?.status ?? -1)) &&
  (survey?.attempts ?? []).some(
    ({ kind, signal, accepted }) => accepted && signal === 'metrics' && ['as-sent', 'signal'].includes(kind),
  );

/** The settings that would send the other form. */
const otherForm = ({ metrics }: Target, said: string): Readonly<Record<string, string>> => {
  if (metrics?.exponential && (!metrics.delta || /exponential/i.test(said)))
    return { [HISTOGRAM]: 'explicit_bucket_histogram' };
  return { [TEMPORALITY]: metrics?.delta ? 'cumulative' : 'delta' };
};

export default defineCheck({
  id: 'receiver/temporality-unsupported',
  title: 'The receiver does not take metrics in this form',
  severity: 'error',
  why: `Counters are sent either as totals (cumulative) or as what is new since the last export (delta), as
\`${TEMPORALITY}\` says, and histograms with explicit or exponential buckets. Some receivers take one form only: Prometheus answers delta
with HTTP 500 and loses the whole request, Dynatrace takes delta only.

Set the form that the receiver takes, or put a Collector with the processor cumulativetodelta or deltatocumulative in between.`,
  advice: { title: 'Send metrics in the form that the receiver takes', text: `${TEMPORALITY}=cumulative` },
  needs: ['target', 'send'],
  uses: ['survey', 'meaning'],
  explains: ['receiver/rejected-payload', 'receiver/server-error', 'receiver/partial-success'],
  example: {
    target: sampleTarget({ signals: ['metrics'], metrics: { delta: true, exponential: false } }),
    send: sampleFailure({
      ...{ signal: 'metrics', reach: 'routed' },
      http: sampleHttp(500, { body: 'invalid temporality and type combination for metric "requests"' }),
    }),
    survey: { attempts: [] },
  },
  run: ({ target, send, survey, meaning }) => {
    const failed = send.deliveries.find(({ delivered, signal }) => !delivered && signal === 'metrics');
    if (failed === undefined || (failed.http !== null && isSuccess(failed.http) && !failed.http.partial))
      return undefined;
    const said = saidOf(failed);
    const named = /temporality|\b(delta|cumulative)\b|exponential/i.test(said);
    const guessed = target.metrics !== undefined && isContent(failed, survey);
    if (!isMeant(meaning, 'receiver/temporality-unsupported', named || guessed)) return undefined;
    const env = otherForm(target, said);
    const [value = ''] = Object.values(env);
    return {
      suspicion: !named,
      summary: `${place(target)} does not take metrics in the form that the settings ask for`,
      explanation: `Metrics were refused ${target.metrics?.delta ? 'as delta' : target.metrics ? 'with exponential buckets' : 'as cumulative'}${named ? '' : ', and an export without any is taken'}.`,
      evidence: answeredEvidence(target, failed, meaning),
      fixes: [{ title: `Set the form to ${value}`, env }, ...vendorFixes(meaning)],
    };
  },
});
