import { type KindCase, mended, PORTS } from './kind-case.ts';

/** Editors, .NET, agents, and templates of what runs in a cloud. */
export const SETTINGS_CASES: readonly KindCase[] = [
  {
    name: 'launch.json with comments',
    files: {
      '.vscode/launch.json':
        '{\n  // Use IntelliSense.\n  "version": "0.2.0",\n  "configurations": [\n    {\n      "name": "shop", /* http://example.com */\n      "type": "node",\n      "program": "${workspaceFolder}/server.js",\n      "env": {\n        "OTEL_SERVICE_NAME": "shop",\n        "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",\n        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318",\n      },\n    },\n  ],\n}\n',
    },
    faults: [
      mended('localhost:4318', 'localhost:4317', ...PORTS),
      mended('http/protobuf', 'httpprotobuf', 'config/protocol-unknown'),
    ],
  },
  {
    name: 'devcontainer.json',
    files: {
      '.devcontainer/devcontainer.json':
        '{\n  "image": "mcr.microsoft.com/devcontainers/python:3.12",\n  "containerEnv": {\n    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4317",\n    "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc",\n    "OTEL_RESOURCE_ATTRIBUTES": "host.name=${localEnv:HOSTNAME}"\n  }\n}\n',
    },
    faults: [mended('"grpc"', '"GRPC2"', 'config/protocol-unknown')],
  },
  {
    name: 'launchSettings.json and appsettings.json',
    files: {
      'Properties/launchSettings.json':
        '\uFEFF{\n  "profiles": {\n    "http": {\n      "commandName": "Project",\n      "environmentVariables": {\n        "ASPNETCORE_ENVIRONMENT": "Development",\n        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4317"\n      }\n    }\n  }\n}\n',
      'appsettings.json':
        '{\n  // read by the exporter\n  "OTEL_SERVICE_NAME": "shop",\n  "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",\n  "OTEL_EXPORTER_OTLP_ENDPOINT": "https://intake.example.com",\n  "AllowedHosts": "*"\n}\n',
    },
    faults: [
      mended('http://localhost:4317', 'localhost:4317', 'endpoint/scheme-missing', 'endpoint/invalid'),
      mended(
        'https://intake.example.com',
        'intake.example.com',
        'endpoint/scheme-missing',
        'endpoint/invalid',
      ),
    ],
  },
  {
    name: 'settings of an agent',
    files: {
      '.claude/settings.json':
        '{\n  "env": {\n    "CLAUDE_CODE_ENABLE_TELEMETRY": "1",\n    "OTEL_METRICS_EXPORTER": "otlp",\n    "OTEL_EXPORTER_OTLP_PROTOCOL": "http/json",\n    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318"\n  }\n}\n',
    },
    faults: [
      mended('"http/json"', '"http"', 'config/protocol-unknown'),
      mended('localhost:4318', 'localhost:4318/v1/metrics', 'endpoint/path-doubled'),
    ],
  },
  {
    name: 'SAM template',
    files: {
      'template.yaml':
        'AWSTemplateFormatVersion: "2010-09-09"\nTransform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Environment:\n      Variables:\n        OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf\nResources:\n  Shop:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: app.handler\n      Runtime: python3.12\n      Role: !GetAtt Role.Arn\n      Environment:\n        Variables:\n          OTEL_SERVICE_NAME: !Ref Name\n          OTEL_EXPORTER_OTLP_ENDPOINT: http://localhost:4318\n          OTEL_EXPORTER_OTLP_HEADERS: !Sub "x-key=${Key}"\n',
    },
    faults: [
      mended('http://localhost:4318', 'http://localhost:4317', ...PORTS),
      mended('PROTOCOL: http/protobuf', 'PROTOCOL: http/protobuff', 'config/protocol-unknown'),
    ],
  },
  {
    name: 'serverless.yml',
    files: {
      'serverless.yml':
        'service: shop\nprovider:\n  name: aws\n  environment:\n    OTEL_TRACES_SAMPLER: always_on\n    OTEL_EXPORTER_OTLP_ENDPOINT: ${ssm:/otel/endpoint}\nfunctions:\n  shop:\n    handler: app.handler\n    environment:\n      OTEL_SERVICE_NAME: shop\n      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: https://intake.example.com/v1/traces\n      OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf\n',
    },
    faults: [
      mended('SAMPLER: always_on', 'SAMPLER: allways_on', 'config/sampler-invalid'),
      mended('PROTOCOL: http/protobuf', 'PROTOCOL: http', 'config/protocol-unknown'),
    ],
  },
  {
    name: 'ECS task definition',
    files: {
      'task-definition.json':
        '{\n  "family": "shop",\n  "containerDefinitions": [\n    {\n      "name": "shop",\n      "image": "shop:1",\n      "environment": [\n        { "name": "OTEL_SERVICE_NAME", "value": "shop" },\n        { "name": "OTEL_EXPORTER_OTLP_PROTOCOL", "value": "grpc" },\n        { "name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:4317" }\n      ]\n    }\n  ]\n}\n',
    },
    faults: [
      mended('"value": "grpc"', '"value": "gRPC/http"', 'config/protocol-unknown'),
      mended('http://localhost:4317', 'http://localhost:4318', ...PORTS),
    ],
  },
  {
    name: 'Terraform',
    files: {
      'main.tf':
        'resource "aws_lambda_function" "shop" {\n  function_name = "shop"\n  environment {\n    variables = merge(local.common, {\n      OTEL_SERVICE_NAME           = var.name\n      OTEL_EXPORTER_OTLP_PROTOCOL = "http/protobuf" # as the layer wants it\n      OTEL_EXPORTER_OTLP_ENDPOINT = "http://localhost:4318"\n      OTEL_EXPORTER_OTLP_HEADERS  = "x-key=${var.key}"\n    })\n  }\n}\n\nresource "aws_ecs_task_definition" "till" {\n  container_definitions = jsonencode([{\n    name = "till"\n    environment = [\n      { name = "OTEL_EXPORTER_OTLP_ENDPOINT", value = "http://localhost:4317" },\n      { name = "OTEL_EXPORTER_OTLP_PROTOCOL", value = "grpc" },\n    ]\n  }])\n}\n',
    },
    faults: [
      mended('http://localhost:4318', 'http://localhost:4317', ...PORTS),
      mended('value = "grpc"', 'value = "http/grpc"', 'config/protocol-unknown'),
    ],
  },
  {
    name: 'Cloud Run in Terraform, and Nomad',
    files: {
      'run.tf':
        'resource "google_cloud_run_v2_service" "shop" {\n  template {\n    containers {\n      image = "shop:1"\n      env {\n        name  = "OTEL_EXPORTER_OTLP_PROTOCOL"\n        value = "grpc"\n      }\n      env {\n        name  = "OTEL_EXPORTER_OTLP_ENDPOINT"\n        value = "http://localhost:4317"\n      }\n    }\n  }\n}\n',
      'shop.nomad':
        'job "shop" {\n  group "web" {\n    task "server" {\n      driver = "docker"\n      env {\n        OTEL_SERVICE_NAME = "shop"\n        OTEL_EXPORTER_OTLP_ENDPOINT = "http://${NOMAD_IP_otlp}:4318"\n        OTEL_TRACES_EXPORTER = "otlp"\n      }\n    }\n  }\n}\n',
    },
    faults: [
      mended('http://localhost:4317', 'http://localhost:4318', ...PORTS),
      mended('OTEL_TRACES_EXPORTER = "otlp"', 'OTEL_TRACES_EXPORTER = "oltp"', 'config/exporter-unknown'),
    ],
  },
  {
    name: 'fly.toml and app.yaml',
    files: {
      'fly.toml':
        'app = "shop"\n\n[build]\n  image = "shop:1"\n\n[env]\n  PORT = "8080"\n  OTEL_EXPORTER_OTLP_ENDPOINT = "https://intake.example.com"\n  OTEL_EXPORTER_OTLP_PROTOCOL = "http/protobuf"\n\n[[services]]\n  internal_port = 8080\n',
      'app.yaml':
        'runtime: python312\nenv_variables:\n  OTEL_EXPORTER_OTLP_ENDPOINT: https://intake.example.com\n  OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf\n',
    },
    faults: [
      mended('"http/protobuf"', '"http-protobuf"', 'config/protocol-unknown'),
      mended('PROTOCOL: http/protobuf', 'PROTOCOL: https', 'config/protocol-unknown'),
    ],
  },
  {
    name: 'Cloud Run service',
    files: {
      'service.yaml':
        'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: shop}\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          image: shop:1\n          env:\n            - {name: OTEL_SERVICE_NAME, value: shop}\n            - {name: OTEL_EXPORTER_OTLP_PROTOCOL, value: grpc}\n            - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://localhost:4317"}\n        - name: collector\n          image: otel/opentelemetry-collector-contrib:0.158.0\n',
    },
    faults: [
      mended('http://localhost:4317', 'localhost:4317', 'endpoint/scheme-missing', 'endpoint/invalid'),
    ],
  },
];
