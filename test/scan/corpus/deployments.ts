import {
  clusterGateway,
  collector,
  deployment,
  type Files,
  gateway,
  instrumentation,
  LANGUAGES,
  operated,
  portOf,
  sender,
} from './parts.ts';

/** One deployment in a real shape; nothing above a note may be said of it. */
export interface Deployment {
  readonly name: string;
  readonly files: Files;
}

const [PYTHON, NODE, JAVA] = LANGUAGES as [
  (typeof LANGUAGES)[0],
  (typeof LANGUAGES)[0],
  (typeof LANGUAGES)[0],
];

const PROTOCOLS = ['grpc', 'http/protobuf'] as const;

const each = (
  shape: string,
  make: (language: (typeof LANGUAGES)[0], protocol: string) => Files,
): readonly Deployment[] =>
  LANGUAGES.flatMap((language) =>
    PROTOCOLS.filter((protocol) => language.name !== 'ruby' || protocol !== 'grpc').map((protocol) => ({
      name: `${shape} ${language.name} ${protocol === 'grpc' ? 'grpc' : 'http'}`,
      files: make(language, protocol),
    })),
  );

const compose = each('compose', (language, protocol) => ({
  'compose.yaml': `services:\n${gateway()}${sender('shop', language, protocol)}`,
  'collector.yaml': collector(),
}));

const cluster = each('kubernetes', (language, protocol) => ({
  'shop.yaml': deployment('shop', language, protocol),
  'gateway.yaml': clusterGateway(),
}));

const operator: readonly Deployment[] = (
  [
    ['java', 4318],
    ['nodejs', 4318],
    ['python', 4318],
    ['dotnet', 4318],
    ['nginx', 4317],
    ['apacheHttpd', 4317],
  ] as const
).map(([language, port]) => ({
  name: `operator ${language}`,
  files: { 'instrumentation.yaml': instrumentation(language, port), 'gateway.yaml': operated() },
}));

const built: readonly Deployment[] = [PYTHON, NODE, JAVA].map((language) => ({
  name: `compose build ${language.name}`,
  files: {
    'docker-compose.yml': `services:\n${gateway('./otel/collector.yaml')}  shop:\n    build: ./shop\n    environment:\n      OTEL_SERVICE_NAME: shop\n      OTEL_EXPORTER_OTLP_ENDPOINT: http://gateway:${portOf(language.speaks)}\n`,
    'otel/collector.yaml': collector(),
    'shop/Dockerfile': `FROM ${language.image}\nWORKDIR /app\nCOPY . .\nENV OTEL_EXPORTER_OTLP_PROTOCOL=${language.speaks}\nCMD ${language.command}\n`,
  },
}));

const PART =
  'exporters:\n  debug: {}\nservice:\n  pipelines:\n    traces: { receivers: [otlp], exporters: [otlphttp, debug] }\n';

const merged: readonly Deployment[] = [
  {
    name: 'merged collector compose',
    files: {
      'compose.yaml': `services:\n  gateway:\n    image: otel/opentelemetry-collector-contrib:0.158.0\n    command: ["--config=/etc/base.yaml", "--config=/etc/more.yaml"]\n    volumes: ["./base.yaml:/etc/base.yaml", "./more.yaml:/etc/more.yaml"]\n${sender('shop', NODE, 'http/protobuf')}`,
      'base.yaml': collector(),
      'more.yaml': PART,
    },
  },
  {
    name: 'merged collector by --set',
    files: {
      'compose.yaml': `services:\n  gateway:\n    image: otel/opentelemetry-collector-contrib:0.158.0\n    command: ["--config=/etc/base.yaml", "--set=exporters.otlphttp.timeout=5s"]\n    volumes: ["./base.yaml:/etc/base.yaml"]\n${sender('shop', PYTHON, 'grpc')}`,
      'base.yaml': collector(),
    },
  },
];

const kustomized: readonly Deployment[] = [
  {
    name: 'kustomize base and overlays',
    files: {
      'base/kustomization.yaml': 'resources: [shop.yaml, gateway.yaml]\n',
      'base/shop.yaml': deployment('shop', JAVA, 'http/protobuf'),
      'base/gateway.yaml': clusterGateway(),
      'overlays/prod/kustomization.yaml':
        'namespace: prod\nresources: [../../base]\npatches: [{path: shop-env.yaml}]\n',
      'overlays/prod/shop-env.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {template: {spec: {containers: [{name: main, env: [{name: OTEL_RESOURCE_ATTRIBUTES, value: deployment.environment.name=prod}]}]}}}\n',
    },
  },
  {
    name: 'kustomize generated config',
    files: {
      'kustomization.yaml':
        'resources: [all.yaml]\nconfigMapGenerator: [{name: gateway-config, files: [gateway.yaml]}]\n',
      'gateway.yaml': collector(),
      'all.yaml': `${clusterGateway().slice(clusterGateway().indexOf('---') + 4)}---\n${deployment('shop', PYTHON, 'grpc')}`,
    },
  },
];

const rendered: readonly Deployment[] = ['shop', 'till', 'oven'].map((name) => ({
  name: `rendered chart ${name}`,
  files: {
    [`out/${name}/templates/deployment.yaml`]: `---\n# Source: ${name}/templates/deployment.yaml\n${deployment(name, NODE, 'http/protobuf')}`,
    [`out/${name}/charts/gateway/templates/all.yaml`]: `---\n# Source: ${name}/charts/gateway/templates/all.yaml\n${clusterGateway()}`,
  },
}));

const UNIT =
  '[Unit]\nDescription=shop\n\n[Service]\nEnvironmentFile=shop.env\nExecStart=/usr/bin/node /srv/shop.js\n';

const hosts: readonly Deployment[] = [
  {
    name: 'systemd with an env file',
    files: {
      'shop.service': UNIT,
      'shop.env':
        'OTEL_SERVICE_NAME=shop\nOTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\nOTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318\n',
    },
  },
  {
    name: 'systemd alone',
    files: {
      'till.service':
        '[Service]\nEnvironment=OTEL_SERVICE_NAME=till\nEnvironment=OTEL_EXPORTER_OTLP_PROTOCOL=grpc\nEnvironment=OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317\nExecStart=/usr/bin/python3 /srv/till.py\n',
    },
  },
  ...[PYTHON, NODE, JAVA].map((language) => ({
    name: `dockerfile ${language.name}`,
    files: {
      Dockerfile: `FROM ${language.image}\nENV OTEL_SERVICE_NAME=shop \\\n    OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf \\\n    OTEL_TRACES_SAMPLER=parentbased_always_on\nCMD ${language.command}\n`,
    },
  })),
  ...['.env', 'app.env', 'production.env.example'].map((name) => ({
    name: `env file ${name}`,
    files: {
      [name]:
        'OTEL_SERVICE_NAME=shop\nOTEL_TRACES_EXPORTER=otlp\nOTEL_EXPORTER_OTLP_PROTOCOL=grpc\nOTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317\n',
    },
  })),
  {
    name: 'env file that its reader fills in',
    files: { '.env.local': `OTEL_SERVICE_NAME=shop\nOTEL_EXPORTER_OTLP_ENDPOINT=http://\${HUB_HOST}:4318\n` },
  },
];

const projects: readonly Deployment[] = [
  {
    name: 'compose include',
    files: {
      'compose.yaml': `include: [./obs/compose.yaml]\nservices:\n${sender('shop', PYTHON, 'grpc')}`,
      'obs/compose.yaml': `services:\n${gateway()}`,
      'obs/collector.yaml': collector(),
    },
  },
  {
    name: 'compose extends',
    files: {
      'compose.yaml': `services:\n${gateway()}  shop:\n    extends: {file: base.yml, service: app}\n    environment: {OTEL_SERVICE_NAME: shop}\n`,
      'base.yml': sender('app', NODE, 'http/protobuf').replace('  app:', 'services:\n  app:'),
      'collector.yaml': collector(),
    },
  },
  {
    name: 'compose override',
    files: {
      'compose.yaml': `services:\n${gateway()}${sender('shop', JAVA, 'http/protobuf')}`,
      'compose.override.yaml': 'services:\n  shop:\n    environment: {OTEL_LOG_LEVEL: debug}\n',
      'collector.yaml': collector(),
    },
  },
  {
    name: 'two examples of one name',
    files: {
      'a/compose.yaml': `services:\n${gateway()}${sender('shop', PYTHON, 'grpc')}`,
      'a/collector.yaml': collector(),
      'b/all.yaml': `${clusterGateway()}---\n${deployment('shop', NODE, 'http/protobuf')}`,
    },
  },
  {
    name: 'sender on the host',
    files: {
      'compose.yaml': `services:\n${gateway('./collector.yaml', '    ports: ["4318:4318"]\n')}`,
      'collector.yaml': collector(),
      'local.env':
        'OTEL_SERVICE_NAME=shop\nOTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\nOTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318\n',
    },
  },
  {
    name: 'backend of its own',
    files: {
      'compose.yaml': `services:\n  jaeger:\n    image: jaegertracing/jaeger:2.10.0\n    ports: ["16686:16686"]\n${sender('shop', PYTHON, 'grpc').replace('gateway', 'jaeger')}`,
    },
  },
  {
    name: 'chain of collectors',
    files: {
      'compose.yaml': `services:\n${gateway()}  store:\n    image: grafana/tempo:2.8.0\n${sender('shop', PYTHON, 'grpc')}`,
      'collector.yaml': collector('otlp_grpc:\n    endpoint: store:4317\n    tls: { insecure: true }'),
    },
  },
];

const alone: readonly Deployment[] = (
  [
    ['gateway', collector()],
    ['to a backend inside', collector('otlp_grpc:\n    endpoint: tempo:4317\n    tls: { insecure: true }')],
    ['to a file', collector('file:\n    path: /var/log/otlp.json')],
    ['with a variable', collector(`otlphttp:\n    endpoint: \${env:BACKEND}`)],
    [
      'with a token',
      collector(
        `otlphttp:\n    endpoint: https://intake.example.com\n    headers: { authorization: "\${env:TOKEN}" }`,
      ),
    ],
    ['to debug', collector('debug: {}')],
  ] as const
).map(([name, config]) => ({ name: `collector ${name}`, files: { 'collector.yaml': config } }));

/** What lies beside deployments in a large repository and is none. */
const beside: readonly Deployment[] = [
  {
    name: 'demo shape',
    files: {
      'compose.yaml': `services:\n  gateway:\n    image: otel/opentelemetry-collector-contrib:0.158.0\n    command: ["--config=/etc/base.yml", "--config=/etc/full.yml"]\n    volumes: ["./src/collector/base.yml:/etc/base.yml", "./src/collector/full.yml:/etc/full.yml"]\n  flagd:\n    image: ghcr.io/open-feature/flagd:v0.12.9\n    command: ["start", "--uri", "file:./etc/flagd/demo.flagd.json"]\n    environment: [FLAGD_OTEL_COLLECTOR_URI=gateway:4317]\n${sender('shop', JAVA, 'http/protobuf')}`,
      'src/collector/base.yml': collector(),
      'src/collector/full.yml': `receivers:\n  redis: { endpoint: "redis:6379" }\n${PART}    metrics: { receivers: [otlp, redis], exporters: [otlphttp] }\n`,
      'telemetry-schema/attributes/shop.yaml':
        'file_format: definition/2\nattributes:\n  - key: shop.cart.size\n    type: int\n    brief: Items in the cart.\n    stability: development\n',
      'src/flagd/demo.flagd.json':
        '{"flags": {"otelFailure": {"state": "ENABLED", "variants": {"on": true}}}}\n',
      'src/grafana/dashboard.json':
        '{"title": "OpenTelemetry Collector", "panels": [{"expr": "otelcol_receiver_accepted_spans"}]}\n',
    },
  },
  {
    name: 'chainsaw test',
    files: {
      'tests/gw/chainsaw-test.yaml':
        'apiVersion: chainsaw.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: gw}\nspec: {steps: [{try: [{apply: {file: 00-install.yaml}}, {assert: {file: 00-assert.yaml}}]}]}\n',
      'tests/gw/00-install.yaml': operated(),
      'tests/gw/00-assert.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: {labels: {app: shop}}\nspec: {containers: [{env: [{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://localhost:4317"}]}]}\n',
    },
  },
  {
    name: 'configuration of an SDK',
    files: {
      'sdk.yaml':
        'file_format: "1.0"\ntracer_provider:\n  processors:\n    - batch:\n        exporter:\n          otlp_http: {endpoint: "http://localhost:4318/v1/traces"}\n',
    },
  },
  {
    name: 'a telemetry schema',
    files: {
      'schema.yaml': 'file_format: 1.1.0\nschema_url: https://s.example.com/1.0.0\nversions: {1.0.0: }\n',
    },
  },
];

export const DEPLOYMENTS: readonly Deployment[] = [
  ...[...compose, ...cluster, ...operator, ...built, ...merged, ...kustomized, ...rendered],
  ...[...hosts, ...projects, ...alone, ...beside],
];
