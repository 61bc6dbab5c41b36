/** What a node may be. `any` is not looked into. */
export type Rule =
  | { readonly is: 'any' | 'object' }
  | { readonly is: 'boolean'; readonly orNull: boolean }
  | { readonly is: 'text'; readonly orNull: boolean; readonly among?: readonly string[] }
  | {
      readonly is: 'integer' | 'number';
      readonly orNull: boolean;
      readonly least?: number;
      readonly most?: number;
    }
  | { readonly is: 'list'; readonly of: Rule }
  | {
      readonly is: 'map';
      readonly orNull: boolean;
      readonly keys: Readonly<Record<string, Rule>>;
      readonly needs: readonly string[];
      /** Whether other keys may stand in it: components of a plugin may. */
      readonly others: 'none' | 'components' | 'any';
      /** Exactly one of the keys. */
      readonly one: boolean;
    };

const ANY: Rule = { is: 'any' };
const text: Rule = { is: 'text', orNull: true };
const boolean: Rule = { is: 'boolean', orNull: true };
const natural: Rule = { is: 'integer', orNull: true, least: 0 };
const positive: Rule = { is: 'integer', orNull: true, least: 1 };
const list = (of: Rule): Rule => ({ is: 'list', of });

type Keys = Readonly<Record<string, Rule>>;

const map = (keys: Keys, needs: readonly string[] = []): Rule => ({
  ...{ is: 'map', orNull: false, keys, needs },
  ...{ others: 'none', one: false },
});
const optionalMap = (keys: Keys): Rule => ({
  ...{ is: 'map', orNull: true, keys, needs: [] },
  ...{ others: 'none', one: false },
});
const oneOf = (keys: Keys, others: 'none' | 'components' = 'components'): Rule => ({
  ...{ is: 'map', orNull: false, keys, needs: [] },
  ...{ others, one: true },
});

const files = { ca_file: text, key_file: text, cert_file: text };
const otlp = {
  endpoint: text,
  headers: list(map({ name: { is: 'text', orNull: false }, value: text }, ['name', 'value'])),
  headers_list: text,
  compression: text,
  timeout: natural,
};
const http = {
  ...otlp,
  tls: optionalMap(files),
  encoding: { is: 'text', orNull: true, among: ['protobuf', 'json'] } as const,
};
const grpc = { ...otlp, tls: optionalMap({ ...files, insecure: boolean }) };
const metrics = { temporality_preference: ANY, default_histogram_aggregation: ANY };
const file = { output_stream: text };

const exporter = (more: Keys): Rule =>
  oneOf({
    otlp_http: optionalMap({ ...http, ...more }),
    otlp_grpc: optionalMap({ ...grpc, ...more }),
    'otlp_file/development': optionalMap({ ...file, ...more }),
    console: optionalMap(more),
  });

const batch = {
  schedule_delay: natural,
  export_timeout: natural,
  max_queue_size: positive,
  max_export_batch_size: positive,
  exporter: exporter({}),
};

const processors = list(
  oneOf({
    batch: map(batch, ['exporter']),
    simple: map({ exporter: exporter({}) }, ['exporter']),
  }),
);

const reader = oneOf(
  {
    periodic: map(
      {
        interval: natural,
        timeout: natural,
        'max_export_batch_size/development': positive,
        exporter: exporter(metrics),
        producers: ANY,
        cardinality_limits: ANY,
      },
      ['exporter'],
    ),
    pull: map({ exporter: { is: 'object' }, producers: ANY, cardinality_limits: ANY }, ['exporter']),
  },
  'none',
);

const ratio: Rule = { is: 'number', orNull: true, least: 0, most: 1 };
const simpleSamplers = {
  always_on: ANY,
  always_off: ANY,
  trace_id_ratio_based: optionalMap({ ratio }),
  'probability/development': ANY,
};
const sampler = oneOf({
  ...simpleSamplers,
  parent_based: optionalMap({
    root: oneOf({ ...simpleSamplers, parent_based: ANY }),
    remote_parent_sampled: ANY,
    remote_parent_not_sampled: ANY,
    local_parent_sampled: ANY,
    local_parent_not_sampled: ANY,
  }),
});

/**
 * The parts of the schema that decide whether and where telemetry is sent; the rest is left to the SDK.
 * https://github.com/open-telemetry/opentelemetry-configuration/blob/v1.1.0/opentelemetry_configuration.json
 */
export const ROOT_RULE: Rule = {
  ...{ is: 'map', orNull: false, needs: [], others: 'any', one: false },
  keys: {
    disabled: boolean,
    tracer_provider: map(
      {
        processors,
        sampler,
        limits: ANY,
        id_generator: ANY,
        'tracer_configurator/development': ANY,
      },
      ['processors'],
    ),
    meter_provider: map(
      {
        readers: list(reader),
        views: ANY,
        exemplar_filter: ANY,
        'meter_configurator/development': ANY,
      },
      ['readers'],
    ),
    logger_provider: map({ processors, limits: ANY, 'logger_configurator/development': ANY }, ['processors']),
    propagator: map({
      composite: list(oneOf({ tracecontext: ANY, baggage: ANY, b3: ANY, b3multi: ANY })),
      composite_list: text,
    }),
    resource: map({
      attributes: list(
        map({ name: { is: 'text', orNull: false }, value: ANY, type: ANY }, ['name', 'value']),
      ),
      'detection/development': ANY,
      schema_url: text,
      attributes_list: text,
    }),
  },
};
