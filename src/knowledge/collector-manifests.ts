// Written by .tools/collector-manifests.ts from the manifests of 96 releases, v0.63 to v0.159: change it there.

/** The newest release that is listed. */
export const NEWEST_LISTED = 159;

/** The oldest one. */
export const OLDEST_LISTED = 63;

/**
 * Components by distribution and kind: `type@since-gone`, each by its minor version; without `@since` from the first release
 * of the distribution on, without `-gone` to the newest.
 */
export const MANIFESTS: Readonly<Record<string, string>> = {
  'core receiver': `hostmetrics jaeger kafka nop@98 opencensus-132 otlp prometheus zipkin`,
  'core processor': `attributes batch filter memory_limiter probabilistic_sampler resource span`,
  'core exporter': `debug@86 file jaeger-85 kafka logging-111 nop@98 opencensus-132 otlp otlphttp prometheus
    prometheusremotewrite zipkin`,
  'core extension': `health_check memory_ballast-108 pprof zpages`,
  'contrib receiver': `active_directory_ds aerospike apache apachespark@80 awscloudwatch@66 awscontainerinsightreceiver
    awsecscontainermetrics awsfirehose awslambda@148 awss3@113 awsxray azureblob@80 azureeventhub@72
    azuremonitor@76 bigip-146 carbon chrony@80 ciscoos@148 cloudflare@74 cloudfoundry collectd couchdb
    datadog@71 docker_stats dotnetdiagnostics-75 elasticsearch envoyals@121 expvar faro@127 file@80-95 filelog
    filestats@78 flinkmetrics fluentforward github@109 gitlab@139 googlecloudmonitoring@112 googlecloudpubsub
    googlecloudspanner haproxy@80 hostmetrics httpcheck icmpcheck@158 iis influxdb jaeger jmx-154 journald
    k8s_cluster k8s_events k8sobjects@67 kafka kafkametrics kubeletstats libhoney@117 loki@76
    macosunifiedlogging@142 memcached mongodb mongodbatlas mysql namedpipe@94 netflow@121 nginx nop@98 nsxt
    ntp@113 obi@156 opencensus-132 oracledb@80 otelarrow@105 otlp otlpjsonfile@69 podman_stats postgresql
    pprof@148 prometheus prometheus_simple prometheusremotewrite@131 pulsar@72 purefa@68 purefb@71 rabbitmq
    receiver_creator redis riak saphana@123 sapm-133 signalfx-157 simple_prometheus skywalking snmp@66
    snowflake@80 solace splunk_hec splunkenterprise@101 sqlquery sqlserver sshcheck@80 statsd stef@127 syslog
    systemd@142 tcpcheck@122 tcplog tlscheck@122 udplog vcenter wavefront webhookevent@84 windowseventlog@72
    windowsperfcounters windowsservice@155 yanggrpc@142 zipkin zookeeper`,
  'contrib processor': `attributes batch cardinality_guardian@157 coralogix@130 cumulativetodelta datadog@69-94
    deltatocumulative@108 deltatorate drain@152 experimental_metricsgeneration filter gen_ai_normalizer@154
    geoip@108 groupbyattrs groupbytrace interval@119 isolationforest@133 k8sattributes logdedup@107
    memory_limiter metricsgeneration metricstarttime@127 metricstransform probabilistic_sampler redaction
    remoteobserver@82-89 remotetap@89 resource resourcedetection routing-120 schema@123 servicegraph-94 span
    spanmetrics-96 sumologic@89 tail_sampling transform unroll@138`,
  'contrib exporter': `alibabacloud_logservice awscloudwatchlogs awsemf awskinesis awss3@77 awsxray azureblob@124 azuredataexplorer
    azuremonitor bmchelix@120 carbon-141 cassandra@80 clickhouse coralogix datadog dataset@78 debug@86 doris@116
    dynatrace-99 elasticsearch f5cloud-96 faro@127 file googlecloud googlecloudpubsub googlecloudstorage@140
    googlemanagedprometheus honeycombmarker@90 humio-71 influxdb instana-110 jaeger-85 jaeger_thrift-85 kafka
    loadbalancing logging-111 logicmonitor@71 logzio loki-131 mezmo nop@98 opencensus-132 opensearch@92
    otelarrow@105 otlp otlphttp parquet@80-87 prometheus prometheusremotewrite pulsar rabbitmq@104 sapm-147
    sentry signalfx skywalking-105 splunk_hec stef@127 sumologic syslog@89 tanzuobservability-92
    tencentcloud_logservice tinybird@131 zipkin`,
  'contrib extension': `ack@99 asapclient aws_logs_encoding@130 awscloudwatchmetricstreams_encoding@123 awsiamdbauth@159
    awslogs_encoding@130 awsproxy azure_encoding@148 azureauth@125 basicauth bearertokenauth cgroupruntime@133
    datadog@129 db_storage@80 docker_observer@77 ecs_observer@80 ecs_task_observer@80-139 file_storage
    googleclientauth@103 googlecloudlogentry_encoding@129 headers_setter health_check host_observer
    http_forwarder jaeger_encoding@100 jaegerremotesampling json_log_encoding@103 k8s_leader_elector@126
    k8s_observer kafkatopics_observer@123-159 memory_ballast-108 oauth2client oidc opamp@97 otlp_encoding@100
    pebble_tail_storage@155 pprof redis_storage@116 sigv4auth skywalking_encoding@132 sumologic@105
    text_encoding@131 zipkin_encoding@100 zpages`,
  'core connector': `forward@73`,
  'contrib connector': `count@73 datadog@84 exceptions@98 failover@116 forward@73 grafanacloud@98 otlpjson@106 roundrobin@100
    routing@86 servicegraph@75 signaltometrics@119 spanmetrics@74 sum@117`,
  'k8s receiver': `filelog fluentforward hostmetrics httpcheck jaeger journald k8s_cluster k8s_events k8sobjects kubeletstats
    opencensus-132 otelarrow@105 otlp prometheus receiver_creator zipkin`,
  'k8s processor': `attributes batch cumulativetodelta deltatocumulative@112 deltatorate drain@152
    experimental_metricsgeneration@148 filter groupbyattrs groupbytrace interval@119 k8sattributes logdedup@107
    memory_limiter metricsgeneration@148 metricstransform probabilistic_sampler redaction remotetap resource
    resourcedetection tail_sampling transform`,
  'k8s exporter': `debug file loadbalancing nop@102 otelarrow@105 otlp otlphttp`,
  'k8s connector': `count exceptions@112 failover@112 forward otlpjson@112 roundrobin@112 routing servicegraph spanmetrics`,
  'k8s extension': `ack@112 basicauth bearertokenauth cgroupruntime@133 file_storage headers_setter health_check host_observer
    http_forwarder@112 k8s_leader_elector@126 k8s_observer oauth2client oidc opamp@112 pprof zpages`,
  'otlp receiver': `otlp`,
  'otlp exporter': `otlp otlphttp`,
};
