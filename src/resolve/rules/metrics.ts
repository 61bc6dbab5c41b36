import type { MetricForm } from '../../model/target.ts';
import type { LayeredEnvironment } from '../layers.ts';
import { readsVariable } from '../reads.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { givenVariable } from '../settings.ts';

/** https://opentelemetry.io/docs/specs/otel/metrics/sdk_exporters/otlp/#additional-environment-variable-configuration */
const TEMPORALITY = 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE';
const HISTOGRAM = 'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION';

const wordOf = (environment: LayeredEnvironment, variable: string): string =>
  givenVariable(environment, variable)?.value.trim().toLowerCase() ?? '';

/**
 * What the settings make of the metrics of an SDK; null where that is nothing but the default. The names count in any
 * case in every SDK that was measured (test/sdk/habits).
 */
export const readMetricForm = (environment: LayeredEnvironment, sdk: Sdk): MetricForm | null => {
  const delta =
    readsVariable(TEMPORALITY, sdk) && ['delta', 'lowmemory'].includes(wordOf(environment, TEMPORALITY));
  const exponential =
    sdk.exponentialHistograms && wordOf(environment, HISTOGRAM) === 'base2_exponential_bucket_histogram';
  return delta || exponential ? { delta, exponential } : null;
};
