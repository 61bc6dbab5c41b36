import { isCollectorConfig } from './collector/read-collector.ts';
import { below, entriesOf, textOf, type YamlNode } from './yaml/tree.ts';

/** What a document of YAML is. */
export type DocumentKind = 'compose' | 'kubernetes' | 'kustomization' | 'collector' | 'declarative' | 'other';

/** A chart before it is rendered is no YAML. */
export const isTemplate = (text: string): boolean =>
  /^[^#\n]{0,400}\{\{-?[ \t]{0,10}(?:\.|\$|include|if|range|with|end|template|define|toYaml|tpl|printf)/m.test(
    text,
  );

/** Keys of a service of Compose. */
const SERVICE_KEYS = [
  ...['image', 'build', 'environment', 'env_file', 'extends', 'ports', 'command', 'depends_on', 'networks'],
  ...['profiles', 'volumes', 'container_name'],
];

const isCompose = (root: YamlNode, keys: readonly string[]): boolean =>
  entriesOf(below(root, 'services')).some(({ value }) =>
    SERVICE_KEYS.some((key) => below(value, key) !== undefined),
  ) ||
  (keys.includes('include') &&
    keys.every((key) => /^(include|services|networks|volumes|configs|secrets|name|version|x-.*)$/.test(key)));

/** Keys that only the schema of an SDK's configuration has. */
const SDK_KEYS = [
  ...['tracer_provider', 'meter_provider', 'logger_provider', 'propagator', 'disabled', 'resource'],
  ...['attribute_limits', 'log_level', 'instrumentation/development', 'instrumentation'],
];

/** Keys of registries of conventions, of telemetry schemas and of the like, which carry a version of their format too. */
const OTHER_KEYS = [
  ...['schema_url', 'versions', 'groups', 'attributes', 'registry_url', 'manifest', 'spans', 'metrics'],
  ...['entities', 'events', 'dependencies', 'imports', 'attribute_groups', 'receivers', 'exporters'],
];

/**
 * A configuration file of an SDK: the version of its format is a number, and something in it is of its schema alone.
 * https://github.com/open-telemetry/opentelemetry-configuration
 */
const isDeclarative = (root: YamlNode, keys: readonly string[]): boolean => {
  const format = textOf(below(root, 'file_format'));
  const provider = keys.some((key) => /^(?:tracer|meter|logger)_provider$/.test(key));
  if (keys.some((key) => OTHER_KEYS.includes(key))) return false;
  if (format === null) return provider;
  return /^["']?\d/.test(format) && keys.some((key) => SDK_KEYS.includes(key));
};

/** What a document is, by what is in it. */
export const documentKind = (root: YamlNode): DocumentKind => {
  if (root.kind !== 'map') return 'other';
  const keys = root.entries.map(({ key }) => key);
  const kind = textOf(below(root, 'kind'));
  if (kind === 'Kustomization' || kind === 'Component') return 'kustomization';
  if (textOf(below(root, 'apiVersion')) !== null && kind !== null) return 'kubernetes';
  if (isCompose(root, keys)) return 'compose';
  if (isDeclarative(root, keys)) return 'declarative';
  return isCollectorConfig(keys) ? 'collector' : 'other';
};
