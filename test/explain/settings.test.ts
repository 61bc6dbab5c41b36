import { describe, expect, test } from 'vitest';
import { readText } from '../../src/explain/read-text.ts';

const settingsOf = (text: string): readonly (readonly [string, string])[] =>
  readText(text).settings.map(({ name, value }) => [name, value]);

const URL = 'http://collector:4317';
const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

describe('a setting is read', () => {
  test.each([
    ['in a shell', `export ${ENDPOINT}=${URL}`],
    ['in quotes', `export ${ENDPOINT}="${URL}"`],
    ['in an env file', `${ENDPOINT}=${URL}\n`],
    ['of docker run', `docker run -e ${ENDPOINT}=${URL} app`],
    ['in a list of Compose', `    environment:\n      - ${ENDPOINT}=${URL}`],
    ['in a map of Compose', `    environment:\n      ${ENDPOINT}: ${URL}`],
    ['in a manifest', `        - name: ${ENDPOINT}\n          value: "${URL}"`],
    ['in a manifest, in braces', `[{name: ${ENDPOINT}, value: '${URL}'}]`],
    ['in JSON', `{"${ENDPOINT}": "${URL}"}`],
    ['of PowerShell', `$env:${ENDPOINT} = "${URL}"`],
    ['of setx', `setx ${ENDPOINT} ${URL}`],
    ['in a Dockerfile', `ENV ${ENDPOINT} ${URL}`],
    ['as a Java property', `java -Dotel.exporter.otlp.endpoint=${URL} -jar app.jar`],
    ['in a properties file', `otel.exporter.otlp.endpoint=${URL}`],
    ['in prose', `we set ${ENDPOINT}=${URL}, and nothing arrives`],
    ['in colours', `\u001b[32m${ENDPOINT}=${URL}\u001b[0m`],
  ])('%s', (_, text) => {
    expect(settingsOf(text)).toEqual([[ENDPOINT, URL]]);
  });

  test('each of several on a line', () => {
    expect(settingsOf(`${ENDPOINT}=${URL} OTEL_EXPORTER_OTLP_PROTOCOL=grpc`)).toEqual([
      [ENDPOINT, URL],
      ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ]);
  });

  test('and other variables are left alone', () => {
    expect(settingsOf('PATH=/usr/bin HOME=/root MY_OTEL_THING=x')).toEqual([]);
  });
});

const endpointsOf = (text: string): readonly (readonly [string, string, string | null])[] =>
  readText(text).endpoints.map(({ use, value, transport }) => [use, value, transport]);

describe('an address is read', () => {
  test.each([
    ['of JavaScript', `new OTLPTraceExporter({ url: '${URL}' })`, ['code', URL, null]],
    ['of Python', `OTLPSpanExporter(endpoint="${URL}", insecure=True)`, ['code', URL, null]],
    [
      'of Go',
      `otlptracegrpc.New(ctx, otlptracegrpc.WithEndpoint("collector:4317"))`,
      ['code', 'collector:4317', null],
    ],
    ['of Java', `OtlpGrpcSpanExporter.builder().setEndpoint("${URL}")`, ['code', URL, null]],
    ['of Rust', `.with_tonic().with_endpoint("${URL}")`, ['code', URL, null]],
    ['of .NET', `AddOtlpExporter(o => o.Endpoint = new Uri("${URL}"))`, ['code', URL, null]],
    ['of otlphttp', `exporters:\n  otlphttp:\n    endpoint: ${URL}`, ['exporter', URL, 'http']],
    ['of otlphttp in prose', `exporters.otlphttp.endpoint: ${URL}`, ['exporter', URL, 'http']],
    [
      'of the gRPC exporter',
      `exporters:\n  otlp/tempo:\n    endpoint: tempo:4317`,
      ['exporter', 'tempo:4317', 'grpc'],
    ],
    [
      'of a receiver',
      `receivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: localhost:4317`,
      ['receiver', 'localhost:4317', 'grpc'],
    ],
    ['of a signal', `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=${URL}`, ['signal', URL, null]],
  ] as const)('%s', (_, text, expected) => {
    expect(endpointsOf(text)).toEqual([expected]);
  });
});
