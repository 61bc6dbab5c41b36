import { describe, expect, test } from 'vitest';
import { hasType, REMOVED_COMPONENTS, typesOf } from '../../../src/knowledge/collector-components.ts';
import { collectorImage } from '../../../src/scan/collector/image.ts';
import { readCollector } from '../../../src/scan/collector/read-collector.ts';

const CONTRIB = 'otel/opentelemetry-collector-contrib';
const CORE = 'otel/opentelemetry-collector';
const K8S = 'otel/opentelemetry-collector-k8s';

/** What is said of one component, as severity and text; null for nothing. */
const saidOf = (section: string, type: string, image: string | null, tag: string | null) => {
  const { problems } = readCollector({
    path: 'c.yaml',
    text: `${section}:\n  ${type}/x:\n    endpoint: http://tempo:4317\n    protocols: { grpc: {} }\n`,
    build: image === null ? null : collectorImage(image, tag),
  });
  const [found] = problems.filter(({ kind }) => kind === 'unknown-component');
  return found === undefined ? null : `${found.severity}: ${found.says}`;
};

describe('component types', () => {
  test.each([
    ['receivers', 'otlp', CORE, '0.158.0'],
    ['exporters', 'otlp', CORE, '0.158.0'],
    ['exporters', 'otlp_grpc', CORE, '0.158.0'],
    ['exporters', 'otlphttp', CORE, '0.60.0'],
    ['exporters', 'logging', CORE, '0.110.0'],
    ['processors', 'k8sattributes', CONTRIB, '0.158.0'],
    ['processors', 'k8s_attributes', CONTRIB, '0.158.0'],
    ['exporters', 'load_balancing', CONTRIB, 'latest'],
    ['exporters', 'our_own_backend', null, null],
    ['receivers', 'x', null, null],
    ['receivers', 'anything', 'public.ecr.aws/aws-observability/aws-otel-collector', '0.43.0'],
    ['extensions', 'jaeger_storage', 'jaegertracing/jaeger', '2.11.0'],
    ['processors', 'drain', K8S, '0.152.0'],
    ['receivers', 'otelarrow', K8S, '0.158.0'],
    ['receivers', 'opencensus', K8S, '0.131.0'],
    ['extensions', 'memory_ballast', CORE, '0.107.0'],
    ['extensions', 'db_storage', CONTRIB, '0.90.0'],
    ['exporters', 'otlp_http', CORE, '1.2.0'],
  ])('%s: %s is in %s:%s', (section, type, image, tag) => {
    expect(saidOf(section, type, image, tag)).toBeNull();
  });

  test.each([
    ['receivers', 'otlphttp', null, null, 'error: There is no receiver otlphttp; the receiver for OTLP'],
    [
      'receivers',
      'otlp_grpc',
      CONTRIB,
      '0.158.0',
      'error: There is no receiver otlp_grpc; the receiver for OTLP',
    ],
    [
      'exporters',
      'otlp_grpc',
      CONTRIB,
      '0.143.1',
      'error: The exporter otlp_grpc is called otlp before version 0.144',
    ],
    ['exporters', 'logging', CONTRIB, '0.111.0', 'error: The exporter logging is gone since version 0.111'],
    ['exporters', 'logging', null, null, 'warning: The exporter logging is gone since version 0.111'],
    ['exporters', 'jaeger', CONTRIB, '0.86.0', 'error: The exporter jaeger is gone since version 0.85'],
    ['receivers', 'opencensus', K8S, '0.140.0', 'error: The receiver opencensus is gone since version 0.132'],
    ['processors', 'drain', K8S, '0.151.0', 'error: The processor drain is new in version 0.152'],
    ['exporters', 'logging', CORE, '1.2.0', 'error: The exporter logging is gone since version 0.111'],
    [
      'receivers',
      'brandnew',
      CONTRIB,
      '1.2.0',
      'info: Whether version 1.2.0 has the receiver brandnew is not known',
    ],
    [
      'exporters',
      'otlp_http',
      K8S,
      '0.143.0',
      'error: The exporter otlp_http is called otlphttp before version 0.144',
    ],
    ['processors', 'memorylimiter', CORE, '0.90.0', 'error: There is no processor memorylimiter'],
    [
      'processors',
      'tail_sampling',
      CORE,
      '0.158.0',
      `error: The processor tail_sampling is not built into ${CORE}`,
    ],
    [
      'exporters',
      'kafka',
      'otel/opentelemetry-collector-k8s',
      '0.158.0',
      'warning: The exporter kafka is not built',
    ],
    ['processors', 'spanmetrics', CONTRIB, '0.158.0', 'error: The processor spanmetrics is gone since'],
    [
      'receivers',
      'health_check',
      CONTRIB,
      '0.158.0',
      'error: There is no receiver health_check; health_check is an extension',
    ],
    ['receivers', 'promotheus', CONTRIB, '0.158.0', 'error: There is no receiver promotheus'],
    ['receivers', 'promotheus', null, null, 'warning: There is no receiver promotheus'],
    ['exporters', 'our_own_backend', CONTRIB, '0.158.0', 'error: The exporter our_own_backend is none that'],
  ])('%s: %s is not in %s:%s', (section, type, image, tag, says) => {
    expect(saidOf(section, type, image, tag)).toContain(says);
  });

  test('what core has contrib has, and what is gone is in none', () => {
    for (const kind of ['receiver', 'processor', 'exporter', 'connector', 'extension'] as const)
      expect(typesOf(kind, 'core').filter((type) => !hasType(kind, type, 'contrib'))).toEqual([]);
    const left = REMOVED_COMPONENTS.filter(({ kind, type }) => hasType(kind, type, 'core'));
    expect(left).toEqual([]);
    for (const { kind, successor } of REMOVED_COMPONENTS)
      if (successor !== null) expect(hasType(kind, successor, 'contrib')).toBe(true);
  });

  test('a type with underscores has no name without them', () => {
    expect(hasType('processor', 'memorylimiter', 'contrib')).toBe(false);
    expect(hasType('processor', 'resource_detection', 'contrib')).toBe(true);
  });
});
