import { awsLogs, awsMetrics, awsXray } from './aws.ts';
import { axiom } from './axiom.ts';
import { clickhouse, clickstack, hyperdxCloud } from './clickhouse.ts';
import { azureMonitor, googleCloud, oracleApm } from './clouds.ts';
import { alloy, collector, vector } from './collectors.ts';
import { dash0 } from './dash0.ts';
import { datadogAgent, datadogIntake, datadogServerless } from './datadog.ts';
import { dynatrace } from './dynatrace.ts';
import { elasticApmServer, elasticMotlp } from './elastic.ts';
import { fluentBit } from './fluent-bit.ts';
import { betterStack, highlight, launchDarkly, sentry } from './frontend.ts';
import { genkit } from './genkit.ts';
import { grafanaCloud, grafanaCloudTempo } from './grafana-cloud.ts';
import { loki, mimir, tempo } from './grafana-stores.ts';
import { honeycomb } from './honeycomb.ts';
import { greptimedb, groundcover, lumigo } from './hostless-saas.ts';
import { appdynamics, kloudfuse, middleware, sumologic } from './ingest.ts';
import { instanaAgent, instanaBackend } from './instana.ts';
import { jaeger, jaegerV1 } from './jaeger.ts';
import { langfuse, langsmith, traceloop } from './llm.ts';
import { aspire, lgtm } from './local-dev.ts';
import { mlflow } from './mlflow.ts';
import { newrelic } from './newrelic.ts';
import { chronosphere, coralogix, last9, lightstep, logzio } from './observability-saas.ts';
import { openobserve, seq } from './openobserve.ts';
import { phoenix } from './phoenix.ts';
import { prometheus, zipkin } from './prometheus.ts';
import { signoz, signozCloud } from './signoz.ts';
import { honeybadger, kloudmate, observe, oneuptime } from './smaller-saas.ts';
import { splunk } from './splunk.ts';
import type { Vendor } from './types.ts';
import { uptrace, uptraceCloud } from './uptrace.ts';
import { victoriaLogs, victoriaMetrics, victoriaTraces } from './victoria.ts';

/** Receivers and backends that are known by name. Where two could be meant by a name, the first one is. */
export const VENDORS: readonly Vendor[] = [
  // First, since a Collector is one whatever else its name holds (tempo-otel-collector).
  collector,
  honeycomb,
  grafanaCloud,
  grafanaCloudTempo,
  newrelic,
  datadogIntake,
  datadogAgent,
  datadogServerless,
  dynatrace,
  elasticMotlp,
  elasticApmServer,
  splunk,
  dash0,
  axiom,
  lightstep,
  chronosphere,
  coralogix,
  logzio,
  signozCloud,
  signoz,
  uptraceCloud,
  uptrace,
  betterStack,
  highlight,
  launchDarkly,
  sentry,
  langfuse,
  langsmith,
  phoenix,
  mlflow,
  genkit,
  traceloop,
  last9,
  middleware,
  kloudfuse,
  instanaBackend,
  instanaAgent,
  appdynamics,
  sumologic,
  azureMonitor,
  awsXray,
  awsLogs,
  awsMetrics,
  googleCloud,
  jaeger,
  jaegerV1,
  tempo,
  zipkin,
  loki,
  mimir,
  prometheus,
  victoriaMetrics,
  victoriaLogs,
  victoriaTraces,
  clickstack,
  hyperdxCloud,
  clickhouse,
  openobserve,
  seq,
  aspire,
  lgtm,
  alloy,
  vector,
  fluentBit,
  observe,
  honeybadger,
  oneuptime,
  kloudmate,
  groundcover,
  lumigo,
  greptimedb,
  oracleApm,
];
