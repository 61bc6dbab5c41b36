import type { Signal } from '../../model/signal.ts';
import { at, isTree, list } from './json.ts';
import { idOf, type Sought } from './sought.ts';

/** An answer that is JSON, or its text. */
export interface Told {
  readonly status: number;
  readonly json: unknown;
  readonly text: string;
}

/** How a kind of backend is recognised and asked; paths are relative to the address that was given. */
export interface Backend {
  readonly name: string;
  readonly signals: readonly Signal[];
  /** A path whose answer nobody else gives. */
  readonly recognise: { readonly path: string; is(told: Told): boolean };
  /** What is asked for an item: a path, and a body of JSON where it is posted. */
  find(sought: Sought): { readonly path: string; readonly body?: string; isThere(told: Told): boolean };
  /** Names of the services that it holds something of. */
  readonly services?: { readonly path: string; read(told: Told): readonly unknown[] };
}

const isList = Array.isArray;

/** https://www.jaegertracing.io/docs/1.62/apis/: what its page asks; VictoriaTraces answers the same. */
const jaeger = (name: string, prefix: string): Backend => ({
  name,
  signals: ['traces'],
  recognise: {
    path: `${prefix}/api/services`,
    is: ({ status, json }) =>
      status === 200 &&
      isTree(json) &&
      'data' in json &&
      'errors' in json &&
      (json['data'] === null || isList(json['data'])),
  },
  find: (sought) => ({
    path: `${prefix}/api/traces/${idOf(sought)}`,
    isThere: ({ status, json }) => status === 200 && list(at(json, 'data', 0, 'spans')).length > 0,
  }),
  services: { path: `${prefix}/api/services`, read: ({ json }) => list(at(json, 'data')) },
});

/** The stable query API: https://www.jaegertracing.io/docs/1.62/apis/#query-json-over-http */
const JAEGER_V3: Backend = {
  name: 'Jaeger',
  signals: ['traces'],
  recognise: {
    path: '/api/v3/services',
    is: ({ status, json }) => status === 200 && isTree(json) && isList(json['services']),
  },
  find: (sought) => ({
    path: `/api/v3/traces/${idOf(sought)}`,
    isThere: ({ status, json }) => status === 200 && list(at(json, 'result', 'resourceSpans')).length > 0,
  }),
  services: { path: '/api/v3/services', read: ({ json }) => list(at(json, 'services')) },
};

/** https://grafana.com/docs/tempo/latest/api_docs/ */
const tempo = (name: string, prefix: string): Backend => ({
  name,
  signals: ['traces'],
  recognise: {
    path: `${prefix}/api/echo`,
    is: ({ status, text }) => status === 200 && text.trim() === 'echo',
  },
  find: (sought) => ({
    path: `${prefix}/api/traces/${idOf(sought)}`,
    isThere: ({ status, json }) =>
      status === 200 &&
      ['batches', 'resourceSpans', 'trace'].some((key) => {
        const part = at(json, key);
        return (
          list(part).length > 0 ||
          list(at(part, 'resourceSpans')).length > 0 ||
          list(at(part, 'batches')).length > 0
        );
      }),
  }),
  services: {
    path: `${prefix}/api/search/tag/service.name/values`,
    read: ({ json }) => list(at(json, 'tagValues')),
  },
});

/** https://zipkin.io/zipkin-api/ */
const ZIPKIN: Backend = {
  name: 'Zipkin',
  signals: ['traces'],
  recognise: { path: '/api/v2/services', is: ({ status, json }) => status === 200 && isList(json) },
  find: (sought) => ({
    path: `/api/v2/trace/${idOf(sought)}`,
    isThere: ({ status, json }) => status === 200 && list(json).length > 0,
  }),
  services: { path: '/api/v2/services', read: ({ json }) => list(json) },
};

const TEST_METRIC = encodeURIComponent('timestamp({__name__=~"otel_doctor[._]test.*"})');

/** https://prometheus.io/docs/prometheus/latest/querying/api/, which VictoriaMetrics and Mimir answer too. */
const prometheus = (name: string, prefix: string): Backend => ({
  name,
  signals: ['metrics'],
  recognise: {
    path: `${prefix}/api/v1/query?query=vector(1)`,
    is: ({ status, json }) => status === 200 && at(json, 'data', 'resultType') === 'vector',
  },
  find: ({ sentAt }) => ({
    path: `${prefix}/api/v1/query?query=${TEST_METRIC}`,
    // Metrics have no id: one that is as new as what was sent is taken for it.
    isThere: ({ json }) =>
      list(at(json, 'data', 'result')).some((one) => Number(at(one, 'value', 1)) * 1_000 >= sentAt - 1_000),
  }),
  services: {
    path: `${prefix}/api/v1/label/job/values`,
    read: ({ json }) => list(at(json, 'data')),
  },
});

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/ */
const LOKI: Backend = {
  name: 'Loki',
  signals: ['logs'],
  recognise: {
    path: '/loki/api/v1/labels',
    is: ({ status, json }) => status === 200 && at(json, 'status') === 'success',
  },
  find: (sought) => {
    const query = encodeURIComponent(`{service_name="otel-doctor"} | trace_id="${idOf(sought)}"`);
    const start = `${sought.sentAt - 60_000}000000`;
    return {
      path: `/loki/api/v1/query_range?limit=1&start=${start}&query=${query}`,
      isThere: ({ json }) => list(at(json, 'data', 'result')).length > 0,
    };
  },
  services: {
    path: '/loki/api/v1/label/service_name/values',
    read: ({ json }) => list(at(json, 'data')),
  },
};

/** https://docs.victoriametrics.com/victorialogs/querying/#http-api: one JSON document a line. */
const VICTORIA_LOGS: Backend = {
  name: 'VictoriaLogs',
  signals: ['logs'],
  recognise: {
    path: '/select/logsql/field_names?query=_time:1m',
    is: ({ status, json }) => status === 200 && isTree(json) && isList(json['values']),
  },
  find: (sought) => ({
    path: `/select/logsql/query?limit=1&query=${encodeURIComponent(`_time:1h trace_id:="${idOf(sought)}"`)}`,
    isThere: ({ status, text }) => status === 200 && text.includes(idOf(sought)),
  }),
};

/** https://arize.com/docs/phoenix/sdk-api-reference/rest-api: spans of the project that is the default. */
const PHOENIX: Backend = {
  name: 'Phoenix',
  signals: ['traces'],
  recognise: {
    path: '/v1/projects',
    is: ({ status, json }) => status === 200 && isTree(json) && isList(json['data']) && 'next_cursor' in json,
  },
  find: (sought) => ({
    path: '/v1/projects/default/spans?limit=100',
    isThere: ({ status, text }) => status === 200 && text.includes(idOf(sought)),
  }),
  services: {
    path: '/v1/projects',
    read: ({ json }) => list(at(json, 'data')).map((project) => at(project, 'name')),
  },
};

/** https://mlflow.org/docs/latest/api_reference/rest-api.html: the id of a trace is its trace id with `tr-` in front. */
const MLFLOW: Backend = {
  name: 'MLflow',
  signals: ['traces'],
  recognise: {
    path: '/api/2.0/mlflow/experiments/search?max_results=100',
    is: ({ status, json }) => status === 200 && isList(at(json, 'experiments')),
  },
  find: (sought) => ({
    path: `/api/3.0/mlflow/traces/get?trace_id=tr-${idOf(sought)}`,
    isThere: ({ status, text }) => status === 200 && text.includes(idOf(sought)),
  }),
  services: {
    path: '/api/2.0/mlflow/experiments/search?max_results=100',
    read: ({ json }) => list(at(json, 'experiments')).map((experiment) => at(experiment, 'name')),
  },
};

/** The kinds that are recognised by their answers; the first that fits, since some answer for others too. */
export const BACKENDS: readonly Backend[] = [
  ...[jaeger('Jaeger', ''), jaeger('VictoriaTraces', '/select/jaeger'), JAEGER_V3],
  ...[tempo('Tempo', ''), tempo('Tempo', '/tempo'), ZIPKIN],
  ...[VICTORIA_LOGS, prometheus('Prometheus', ''), prometheus('Mimir', '/prometheus'), LOKI],
  ...[PHOENIX, MLFLOW],
];
