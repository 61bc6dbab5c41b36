import type { SettingsLayer, Source } from '../../model/setting.ts';
import { SIGNALS, type Signal } from '../../model/signal.ts';
import { type OtlpSetting, signalVariable } from '../variables.ts';
import { findExporter, type Placed } from './exporter.ts';
import { below, type ConfigNode, entryOf, itemsOf, type Position, scalarIn } from './tree.ts';

const PROVIDERS: Readonly<Record<Signal, readonly [string, 'processors' | 'readers']>> = {
  traces: ['tracer_provider', 'processors'],
  metrics: ['meter_provider', 'readers'],
  logs: ['logger_provider', 'processors'],
};

const START: Position = { line: 1, column: 1 };

type Values = readonly (readonly [variable: string, placed: Placed])[];

/** A provider that is not there does nothing: no signal is sent by default. */
const signalValues = (root: ConfigNode, signal: Signal): Values => {
  const [provider, list] = PROVIDERS[signal];
  const entry = entryOf(root, provider);
  const found = findExporter(entry?.value, list, signal);
  const variable = `OTEL_${signal.toUpperCase()}_EXPORTER`;
  if (found === null) return [[variable, { value: 'none', key: provider, at: entry ?? START }]];
  return [
    [variable, { ...found.name, key: `${provider}.${found.name.key}` }],
    ...Object.entries(found.settings).map(
      ([setting, placed]) =>
        [
          signalVariable(setting as OtlpSetting, signal),
          { ...placed, key: `${provider}.${placed.key}` },
        ] as const,
    ),
  ];
};

const RATIO_SAMPLERS: readonly string[] = ['trace_id_ratio_based', 'probability/development', 'probability'];

const samplerValues = (node: ConfigNode | undefined, key: string, parent = ''): Values => {
  const [only] = node?.kind === 'map' ? node.entries : [];
  if (only === undefined) return [];
  const at = { line: only.line, column: only.column };
  const name = `${key}.${only.key}`;
  const kind = (value: string): Values => [
    ['OTEL_TRACES_SAMPLER', { value: `${parent}${value}`, key: name, at }],
  ];
  if (only.key === 'parent_based')
    return parent === '' ? samplerValues(below(only.value, 'root'), `${name}.root`, 'parentbased_') : [];
  if (only.key === 'always_off' || only.key === 'always_on') return kind(only.key);
  if (!RATIO_SAMPLERS.includes(only.key)) return [];
  const ratio = below(only.value, 'ratio');
  const arg = { value: String(scalarIn(ratio) ?? 1), key: `${name}.ratio`, at: ratio ?? at };
  return [...kind('traceidratio'), ['OTEL_TRACES_SAMPLER_ARG', arg]];
};

const propagatorValues = (root: ConfigNode): Values => {
  const propagator = entryOf(root, 'propagator');
  if (propagator === undefined) return [];
  const own = itemsOf(below(propagator.value, 'composite')).flatMap((item) =>
    item.kind === 'map' ? item.entries.map(({ key }) => key) : [String(scalarIn(item) ?? '')],
  );
  const listed = String(scalarIn(below(propagator.value, 'composite_list')) ?? '').split(',');
  const names = [...new Set([...own, ...listed].map((name) => name.trim()).filter(Boolean))];
  if (names.length === 0) return [];
  return [['OTEL_PROPAGATORS', { value: names.join(','), key: 'propagator', at: propagator }]];
};

/** `attributes`: a list of pairs, or a mapping in files of before 1.0. */
const serviceName = (attributes: ConfigNode | undefined): ConfigNode | undefined =>
  attributes?.kind === 'map'
    ? below(attributes, 'service.name')
    : below(
        itemsOf(attributes).find((item) => scalarIn(below(item, 'name')) === 'service.name'),
        'value',
      );

const resourceValues = (root: ConfigNode): Values => {
  const resource = below(root, 'resource');
  const name = serviceName(below(resource, 'attributes'));
  const list = below(resource, 'attributes_list');
  const listed = scalarIn(list);
  return [
    ...(name !== undefined && scalarIn(name) !== null
      ? ([
          ['OTEL_SERVICE_NAME', { value: String(scalarIn(name)), key: 'resource.attributes', at: name }],
        ] as const)
      : []),
    ...(list !== undefined && listed !== null
      ? ([
          ['OTEL_RESOURCE_ATTRIBUTES', { value: String(listed), key: 'resource.attributes_list', at: list }],
        ] as const)
      : []),
  ];
};

const disabledValues = (root: ConfigNode): Values => {
  const node = below(root, 'disabled');
  return node !== undefined && scalarIn(node) === true
    ? [['OTEL_SDK_DISABLED', { value: 'true', key: 'disabled', at: node }]]
    : [];
};

/** What a file says, as the variables that would say the same; the source of each is its key and line. */
export const configLayer = (root: ConfigNode, path: string): SettingsLayer => {
  const all: Values = [
    ...disabledValues(root),
    ...SIGNALS.flatMap((signal) => signalValues(root, signal)),
    ...samplerValues(below(root, 'tracer_provider', 'sampler'), 'tracer_provider.sampler'),
    ...propagatorValues(root),
    ...resourceValues(root),
  ];
  return {
    values: Object.fromEntries(
      all.map(([variable, { value, key, at }]) => {
        const source: Source = { kind: 'file', name: key, path, line: at.line };
        return [variable, { value, source }];
      }),
    ),
  };
};
