import { type KindCase, mended } from './kind-case.ts';

/** Values of charts. */
export const HELM_CASES: readonly KindCase[] = [
  {
    name: 'values of the chart of the Collector',
    files: {
      'collector/values.yaml':
        'mode: daemonset\nimage:\n  repository: otel/opentelemetry-collector-k8s\npresets:\n  kubernetesAttributes: { enabled: true }\nports:\n  jaeger-grpc: { enabled: false }\nservice:\n  enabled: true\nconfig:\n  receivers:\n    jaeger: null\n    otlp:\n      protocols:\n        grpc:\n          endpoint: ${env:MY_POD_IP}:4317\n  exporters:\n    otlphttp:\n      endpoint: https://intake.example.com\n      headers: { api-key: "${env:KEY}" }\n  service:\n    pipelines:\n      traces:\n        exporters: [otlphttp]\n      metrics: null\n',
    },
    faults: [
      mended(
        'https://intake.example.com',
        'https://intake.example.com/v1/traces',
        'pipeline/exporter-misconfigured',
        'endpoint/path-doubled',
      ),
    ],
  },
  {
    name: 'values of a chart of many Collectors',
    files: {
      'values-prod.yaml':
        'clusterName: demo\ncollectors:\n  daemon:\n    env:\n      - name: ACCESS_TOKEN\n        valueFrom: { secretKeyRef: { name: s, key: k } }\n    config:\n      exporters:\n        otlp:\n          endpoint: ingest.example.com:443\n      service:\n        pipelines:\n          traces: { exporters: [otlp] }\n',
    },
    faults: [],
  },
  {
    name: 'values of a chart of an application',
    files: {
      'deploy/shop.values.yaml':
        'image: { repository: shop, tag: "1" }\nenv:\n  - name: OTEL_SERVICE_NAME\n    value: "{{ .Release.Name }}"\n  - name: OTEL_EXPORTER_OTLP_PROTOCOL\n    value: http/protobuf\n  - name: OTEL_EXPORTER_OTLP_ENDPOINT\n    value: http://gateway.obs.svc.cluster.local:4318\nworker:\n  extraEnv:\n    OTEL_TRACES_SAMPLER: always_on\n    NODE_IP: $(HOST_IP)\n',
    },
    faults: [
      mended('value: http/protobuf', 'value: http', 'config/protocol-unknown'),
      mended(':4318', ':4318/v1/traces', 'endpoint/path-doubled'),
      mended('SAMPLER: always_on', 'SAMPLER: alwayson', 'config/sampler-invalid'),
    ],
  },
];
