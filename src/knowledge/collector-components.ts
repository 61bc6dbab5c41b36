import type { ComponentKind, Distribution } from '../model/collector.ts';

/**
 * Component types by the distributions that have them: those of core, then what k8s has beside of core, then what
 * only contrib has. Types without an underscore have a second name with underscores since 0.144
 * (`k8sattributes`, `k8s_attributes`).
 *
 * https://github.com/open-telemetry/opentelemetry-collector-releases/tree/main/distributions
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const CORE: Readonly<Record<ComponentKind, readonly string[]>> = {
  receiver: words('otlp nop hostmetrics jaeger kafka prometheus zipkin'),
  processor: words('batch memory_limiter attributes resource span probabilistic_sampler filter'),
  exporter: words(
    'otlp_grpc otlp otlp_http otlphttp debug nop file kafka prometheus prometheusremotewrite zipkin',
  ),
  connector: words('forward'),
  extension: words('zpages health_check pprof'),
};

const OTLP: Readonly<Record<ComponentKind, readonly string[]>> = {
  receiver: words('otlp'),
  processor: [],
  exporter: words('otlp_grpc otlp otlp_http otlphttp'),
  connector: [],
  extension: [],
};

const K8S: Readonly<Record<ComponentKind, readonly string[]>> = {
  receiver:
    words(`otlp filelog fluentforward hostmetrics httpcheck jaeger journald k8s_cluster k8s_events k8sobjects
    kubeletstats prometheus receiver_creator zipkin`),
  processor:
    words(`batch memory_limiter attributes cumulativetodelta deltatorate filter groupbyattrs groupbytrace
    k8sattributes logdedup metricstransform probabilistic_sampler redaction remotetap resourcedetection resource
    tail_sampling transform`),
  exporter: words('otlp_grpc otlp otlp_http otlphttp debug nop file loadbalancing'),
  connector: words('forward count exceptions failover routing roundrobin servicegraph spanmetrics'),
  extension:
    words(`zpages health_check pprof ack basicauth bearertokenauth file_storage headers_setter host_observer
    http_forwarder k8s_leader_elector k8s_observer oauth2client oidc opamp`),
};

const CONTRIB: Readonly<Record<ComponentKind, readonly string[]>> = {
  receiver:
    words(`awslambda ciscoos macosunifiedlogging obi active_directory_ds aerospike apache apachespark awscloudwatch awscontainerinsightreceiver
    awsecscontainermetrics awsfirehose awss3 awsxray azure_event_hub azureblob azureeventhub azuremonitor bigip carbon chrony
    cloudflare cloudfoundry collectd couchdb datadog docker_stats elasticsearch envoyals expvar faro filelog filestats
    flinkmetrics fluentforward github googlecloudmonitoring googlecloudpubsub googlecloudspanner gitlab haproxy hostmetrics
    httpcheck icmpcheck influxdb iis jmx journald k8s_cluster k8s_events k8slog k8sobjects kafkametrics kubeletstats libhoney
    loki memcached mongodb mongodbatlas mysql named_pipe namedpipe netflow nginx nsxt ntp opencensus oracledb
    otelarrow otlpjsonfile podman_stats postgresql prometheusremotewrite pprof purefa purefb pulsar rabbitmq
    receiver_creator redis redfish riak saphana sapm signalfx simple_prometheus prometheus_simple skywalking snmp snowflake
    solace splunk_hec splunkenterprise sqlquery sqlserver sshcheck statsd stef syslog systemd tcpcheck tcplog
    tlscheck udplog vcenter vcr wavefront webhookevent windowseventlog windowsperfcounters windowsservice yanggrpc
    zookeeper`),
  processor: words(`coralogix cumulativetodelta datadogsemantics deltatocumulative deltatorate dnslookup drop
    experimental_metricsgeneration geoip groupbyattrs groupbytrace interval isolationforest k8sattributes logdedup logstransform
    lookup metricsgeneration metricstarttime metricstransform redaction remotetap resourcedetection routing schema
    sumologic tail_sampling transform unroll drain gen_ai_normalizer cardinality_guardian`),
  exporter:
    words(`alertmanager alibabacloud_logservice awscloudwatchlogs awsemf awskinesis awss3 awsxray azureblob
    azuredataexplorer azuremonitor bmchelix carbon cassandra clickhouse coralogix datadog dataset doris elasticsearch
    faro googlecloud googlecloudpubsub googlecloudstorage googlemanagedprometheus honeycombmarker influxdb
    loadbalancing logicmonitor logzio mezmo opensearch otelarrow pulsar rabbitmq sapm sematext sentry signalfx
    splunk_hec stef sumologic syslog tencentcloud_logservice tinybird`),
  connector: words(`count datadog exceptions failover grafanacloud metricsaslogs otlpjson roundrobin routing
    servicegraph signaltometrics slowsql spanmetrics sum`),
  extension:
    words(`ack asapclient awsiamdbauth pebble_tail_storage avro_log_encoding aws_logs_encoding azureauth healthcheckv2 memory_limiter awscloudwatchmetricstreams_encoding awslogs_encoding awsproxy azure_auth
    azure_encoding basicauth bearertokenauth cfgarden_observer cgroup_runtime cgroupruntime datadog db_storage docker_observer
    ecs_observer ecs_task_observer file_storage googleclientauth googlecloudlogentry_encoding headers_setter
    host_observer http_forwarder jaeger_encoding jaegerremotesampling json_log_encoding k8s_leader_elector
    k8s_observer kafkatopics_observer oauth2client oidc opamp otlp_encoding redis_storage remotetap sigv4auth
    skywalking_encoding solarwindsapmsettings sumologic text_encoding zipkin_encoding`),
};

const JAEGER: Readonly<Record<ComponentKind, readonly string[]>> = {
  receiver: words('otlp nop jaeger kafka zipkin'),
  processor: words('batch memory_limiter adaptive_sampling tail_sampling attributes filter'),
  exporter: words('otlp_grpc otlp otlp_http otlphttp debug nop jaeger_storage_exporter kafka prometheus'),
  connector: words('forward spanmetrics'),
  extension:
    words(`zpages healthcheckv2 health_check pprof basicauth sigv4auth expvar jaeger_query jaeger_storage
    jaeger_mcp remote_sampling remote_storage storage_cleaner`),
};

const LISTS: Readonly<Record<Exclude<Distribution, 'other'>, readonly (typeof CORE)[]>> = {
  core: [CORE],
  otlp: [OTLP],
  k8s: [K8S],
  contrib: [CORE, CONTRIB],
  jaeger: [JAEGER],
};

/** A component that is gone. */
export interface RemovedComponent {
  readonly kind: ComponentKind;
  readonly type: string;
  /** Minor version since which it is gone. */
  readonly since: number;
  /** Type that does its work; null where that takes other settings. */
  readonly successor: string | null;
  readonly advice: string;
}

/** https://github.com/open-telemetry/opentelemetry-collector/blob/main/CHANGELOG.md */
export const REMOVED_COMPONENTS: readonly RemovedComponent[] = [
  { kind: 'exporter', type: 'logging', since: 111, successor: 'debug', advice: 'Use the exporter debug' },
  {
    kind: 'exporter',
    type: 'jaeger',
    since: 86,
    successor: null,
    advice: 'Use the exporter otlp_grpc: Jaeger takes OTLP on port 4317',
  },
  {
    kind: 'exporter',
    type: 'jaeger_thrift',
    since: 86,
    successor: null,
    advice: 'Use the exporter otlp_grpc: Jaeger takes OTLP on port 4317',
  },
  { kind: 'exporter', type: 'opencensus', since: 133, successor: null, advice: 'Use the exporter otlp_grpc' },
  {
    kind: 'exporter',
    type: 'loki',
    since: 131,
    successor: null,
    advice: 'Use the exporter otlp_http: Loki takes OTLP below /otlp',
  },
  {
    kind: 'extension',
    type: 'memory_ballast',
    since: 123,
    successor: null,
    advice: 'Take it out and set the variable GOMEMLIMIT',
  },
  {
    kind: 'processor',
    type: 'spanmetrics',
    since: 113,
    successor: null,
    advice: 'Use the connector spanmetrics',
  },
  {
    kind: 'processor',
    type: 'servicegraph',
    since: 113,
    successor: null,
    advice: 'Use the connector servicegraph',
  },
  {
    kind: 'processor',
    type: 'queued_retry',
    since: 30,
    successor: null,
    advice: 'Use retry_on_failure and sending_queue of the exporter',
  },
  { kind: 'processor', type: 'routing', since: 132, successor: null, advice: 'Use the connector routing' },
];

/** Minor version since which `otlp_grpc` and `otlp_http` are names of the exporters. */
export const SNAKE_NAMES_SINCE = 144;

const squashed = (type: string): string => type.replaceAll('_', '');

/** Every type of a kind that a distribution has; of null, that any has. */
export const typesOf = (kind: ComponentKind, distribution: Distribution | null): readonly string[] => {
  const lists =
    distribution === null || distribution === 'other' ? Object.values(LISTS).flat() : LISTS[distribution];
  return [...new Set(lists.flatMap((list) => list[kind]))];
};

/** Whether a distribution has a type, under either of its names. */
export const hasType = (kind: ComponentKind, type: string, distribution: Distribution | null): boolean => {
  const types = typesOf(kind, distribution);
  // The names with underscores are the newer ones, of types that were written together before.
  return types.includes(type) || (type.includes('_') && types.includes(squashed(type)));
};
