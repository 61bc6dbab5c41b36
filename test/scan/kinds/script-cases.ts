import { advised, type KindCase, mended, PORTS } from './kind-case.ts';

/** Scripts, workflows, Makefiles and the like. */
export const SCRIPT_CASES: readonly KindCase[] = [
  {
    name: 'shell script',
    files: {
      'run.sh':
        '#!/usr/bin/env bash\nset -euo pipefail\n# export OTEL_EXPORTER_OTLP_PROTOCOL=nonsense\nPORT=4318\nexport OTEL_SERVICE_NAME="shop"\nexport OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\nexport OTEL_EXPORTER_OTLP_ENDPOINT="http://localhost:${PORT}"\ncat > x.env <<EOF\nexport OTEL_EXPORTER_OTLP_PROTOCOL=nonsense\nEOF\nexec node shop.js\n',
    },
    faults: [
      mended('PROTOCOL=http/protobuf', 'PROTOCOL=http', 'config/protocol-unknown'),
      mended('http://localhost:${PORT}', 'http://localhost:4317', ...PORTS),
      mended('localhost:${PORT}', 'localhost:${PORT}/v1/traces', 'endpoint/path-doubled'),
      mended('OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPIONT', 'config/variable-misspelled'),
    ],
  },
  {
    name: 'shell script with branches',
    files: {
      'start.sh':
        'if [ "$MODE" = grpc ]; then\n  export OTEL_EXPORTER_OTLP_PROTOCOL=grpc\n  export OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317\nelse\n  export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\n  export OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318\nfi\nOTEL_SERVICE_NAME="${1:-shop}" python app.py\n',
    },
    faults: [mended('localhost:4317', 'localhost:4318', ...PORTS)],
  },
  {
    name: 'what a script does not tell',
    files: {
      'up.sh':
        'export OTEL_EXPORTER_OTLP_ENDPOINT="http://$(minikube ip):4317"\nexport OTEL_EXPORTER_OTLP_PROTOCOL=$1\nexport OTEL_EXPORTER_OTLP_HEADERS="$HEADERS"\n./serve\n',
    },
    faults: [],
  },
  {
    name: 'docker run in a script',
    files: {
      'serve.sh':
        'docker network create shop\ndocker run --rm -d --network shop --name gateway otel/opentelemetry-collector-contrib:0.158.0\ndocker run --rm --network shop \\\n  -e OTEL_SERVICE_NAME=shop \\\n  -e OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf \\\n  -e OTEL_EXPORTER_OTLP_ENDPOINT=http://gateway:4318 \\\n  python:3.12 opentelemetry-instrument python app.py\n',
    },
    faults: [
      advised('http://gateway:4318', 'http://localhost:4318', 'network/container-localhost'),
      mended('http/protobuf', 'http', 'config/protocol-unknown'),
    ],
  },
  {
    name: 'Makefile',
    files: {
      Makefile:
        'export OTEL_SERVICE_NAME ?= shop\n\nrun:\n\t@OTEL_EXPORTER_OTLP_PROTOCOL=grpc \\\n\tOTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 go run .\n\nother:\n\tOTEL_EXPORTER_OTLP_ENDPOINT=http://$(HOST):4317 ./bin/other $$HOME\n',
    },
    faults: [
      mended('PROTOCOL=grpc', 'PROTOCOL=gprc', 'config/protocol-unknown'),
      mended('http://localhost:4317', 'http://localhost:4318', ...PORTS),
    ],
  },
  {
    name: 'package.json',
    files: {
      'package.json':
        '{\n  "name": "shop",\n  "scripts": {\n    "build": "tsc",\n    "start": "cross-env OTEL_SERVICE_NAME=shop OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 node --import @opentelemetry/auto-instrumentations-node/register server.js",\n    "debug": "OTEL_LOG_LEVEL=debug NODE_OPTIONS=\\"--inspect\\" OTEL_TRACES_EXPORTER=console npm start"\n  }\n}\n',
    },
    faults: [
      mended('http://localhost:4318', 'localhost:4318', 'endpoint/scheme-missing', 'endpoint/invalid'),
      mended('localhost:4318', 'localhost:4318/v1/traces', 'endpoint/path-doubled'),
    ],
  },
  {
    name: 'Procfile',
    files: {
      Procfile:
        'web: OTEL_SERVICE_NAME=shop OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_EXPORTER_OTLP_ENDPOINT=https://intake.example.com opentelemetry-instrument gunicorn app:app\nworker: celery -A app worker\n',
    },
    faults: [mended('http/protobuf', 'http_protobuf', 'config/protocol-unknown')],
  },
  {
    name: 'GitHub workflow',
    files: {
      '.github/workflows/test.yml':
        'name: test\non: push\nenv:\n  OTEL_EXPORTER_OTLP_PROTOCOL: grpc\njobs:\n  test:\n    runs-on: ubuntu-latest\n    env:\n      OTEL_SERVICE_NAME: tests\n    steps:\n      - uses: actions/checkout@v4\n      - name: Test\n        env:\n          OTEL_EXPORTER_OTLP_ENDPOINT: http://localhost:4317\n          OTEL_EXPORTER_OTLP_HEADERS: ${{ secrets.HEADERS }}\n        run: npm test\n      - name: Send\n        run: |\n          export OTEL_EXPORTER_OTLP_ENDPOINT=https://intake.example.com\n          otel-cli exec --name ${{ github.job }} true\n',
    },
    faults: [
      mended('http://localhost:4317', 'http://localhost:4318', ...PORTS),
      mended('SERVICE_NAME: tests', 'SERVICE_NMAE: tests', 'config/variable-misspelled'),
      mended(
        'export OTEL_EXPORTER_OTLP_ENDPOINT=https://intake.example.com',
        'export OTEL_EXPORTER_OTLP_ENDPIONT=https://intake.example.com',
        'config/variable-misspelled',
      ),
    ],
  },
  {
    name: 'GitLab pipeline',
    files: {
      '.gitlab-ci.yml':
        'variables:\n  OTEL_TRACES_EXPORTER: otlp\n  OTEL_EXPORTER_OTLP_ENDPOINT: "https://$INTAKE"\nstages: [test]\ntest:\n  stage: test\n  variables:\n    OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf\n  before_script:\n    - export OTEL_SERVICE_NAME=tests\n  script:\n    - OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 pytest\n',
    },
    faults: [
      mended('http://localhost:4318', 'http://localhost:4317', ...PORTS),
      mended('OTEL_TRACES_EXPORTER: otlp', 'OTEL_TRACES_EXPORTER: oltp', 'config/exporter-unknown'),
    ],
  },
  {
    name: 'Taskfile',
    files: {
      'Taskfile.yml':
        "version: '3'\nenv:\n  OTEL_EXPORTER_OTLP_ENDPOINT: http://localhost:4318\ntasks:\n  run:\n    env: { OTEL_SERVICE_NAME: shop }\n    cmds:\n      - OTEL_TRACES_SAMPLER=always_on go run .\n",
    },
    faults: [mended('http://localhost:4318', 'http://localhost:4318/v1/traces', 'endpoint/path-doubled')],
  },
];
