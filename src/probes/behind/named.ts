import type { Backend } from './backends.ts';
import { at, list } from './json.ts';
import { idOf, type Sought } from './sought.ts';

/** What variables say. */
type Values = Readonly<Record<string, string | undefined>>;

/** A backend that is asked by its name, since its address says too little: keys come from variables. */
export interface Named {
  /** Variables that have to be set. */
  readonly needs: readonly string[];
  /** Variables that may be set. */
  readonly takes?: readonly string[];
  /** Where it is asked, and with which headers. */
  place(values: Values): { readonly url: string; readonly headers: Readonly<Record<string, string>> };
  /** How; known by its answers where it is left out. */
  backend?(values: Values): Backend;
}

const holdsAny = (value: unknown): boolean => list(value).length > 0;

const HOUR_MS = 3_600_000;

/** A backend that takes one question as JSON. None of these was asked in earnest: their documentation says so. */
const asking = (
  name: string,
  path: string,
  bodyOf: (sought: Sought) => unknown,
  isThere: (json: unknown) => boolean,
): Backend => ({
  name,
  signals: ['traces'],
  recognise: { path, is: () => true },
  find: (sought) => ({
    path,
    body: JSON.stringify(bodyOf(sought)),
    isThere: ({ status, json }) => status >= 200 && status < 300 && isThere(json),
  }),
});

const nerdGraph = (account: string, { traceId }: Sought): unknown => ({
  query: `{ actor { account(id: ${account}) { nrql(query: "SELECT count(*) AS found FROM Span WHERE trace.id = '${traceId}' SINCE 1 hour ago") { results } } } }`,
});

/** By the name that --read-back takes. */
export const NAMED: Readonly<Record<string, Named>> = {
  /** Tempo in Grafana Cloud: https://grafana.com/docs/grafana-cloud/send-data/traces/ */
  grafana: {
    needs: ['GRAFANA_TEMPO_URL', 'GRAFANA_TEMPO_USER', 'GRAFANA_TOKEN'],
    place: ({ GRAFANA_TEMPO_URL: url = '', GRAFANA_TEMPO_USER: user, GRAFANA_TOKEN: token }) => ({
      url,
      headers: { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` },
    }),
  },
  /** https://signoz.io/docs/traces-management/trace-api/overview/ */
  signoz: {
    needs: ['SIGNOZ_URL', 'SIGNOZ_API_KEY'],
    place: ({ SIGNOZ_URL: url = '', SIGNOZ_API_KEY: key = '' }) => ({
      url,
      headers: { 'signoz-api-key': key },
    }),
    backend: () =>
      asking(
        'SigNoz',
        '/api/v5/query_range',
        (sought) => ({
          schemaVersion: 'v1',
          start: sought.sentAt - HOUR_MS,
          end: sought.sentAt + HOUR_MS,
          requestType: 'raw',
          compositeQuery: {
            queries: [
              {
                type: 'builder_query',
                spec: {
                  ...{ name: 'A', signal: 'traces', limit: 1 },
                  filter: { expression: `trace_id = '${idOf(sought)}'` },
                },
              },
            ],
          },
        }),
        (json) => holdsAny(at(json, 'data', 'data', 'results', 0, 'rows')),
      ),
  },
  /** https://docs.newrelic.com/docs/apis/nerdgraph/examples/nerdgraph-nrql-tutorial/ */
  newrelic: {
    needs: ['NEW_RELIC_API_KEY', 'NEW_RELIC_ACCOUNT_ID'],
    takes: ['NEW_RELIC_REGION'],
    place: ({ NEW_RELIC_API_KEY: key = '', NEW_RELIC_REGION: region = '' }) => ({
      url: `https://api.${region.toLowerCase() === 'eu' ? 'eu.' : ''}newrelic.com`,
      headers: { 'api-key': key },
    }),
    backend: ({ NEW_RELIC_ACCOUNT_ID: account = '' }) =>
      asking(
        'New Relic',
        '/graphql',
        (sought) => nerdGraph(/^\d{1,12}$/.test(account) ? account : '0', sought),
        (json) => Number(at(json, 'data', 'actor', 'account', 'nrql', 'results', 0, 'found')) > 0,
      ),
  },
  /** https://www.dash0.com/docs/api-reference/operations/post/api/spans */
  dash0: {
    needs: ['DASH0_API_URL', 'DASH0_AUTH_TOKEN'],
    place: ({ DASH0_API_URL: url = '', DASH0_AUTH_TOKEN: token }) => ({
      url,
      headers: { authorization: `Bearer ${token}` },
    }),
    backend: () =>
      asking(
        'Dash0',
        '/api/spans',
        (sought) => ({
          timeRange: { from: 'now-1h', to: 'now' },
          filter: [{ key: 'otel.trace.id', operator: 'is', value: idOf(sought) }],
        }),
        (json) => holdsAny(at(json, 'resourceSpans')),
      ),
  },
  /** https://docs.datadoghq.com/api/latest/spans/#search-spans; the id is the attribute of spans that came by OTLP */
  datadog: {
    needs: ['DD_API_KEY', 'DD_APP_KEY'],
    takes: ['DD_SITE'],
    place: ({ DD_API_KEY: key = '', DD_APP_KEY: application = '', DD_SITE: site = 'datadoghq.com' }) => ({
      url: `https://api.${site}`,
      headers: { 'dd-api-key': key, 'dd-application-key': application },
    }),
    backend: () =>
      asking(
        'Datadog',
        '/api/v2/spans/events/search',
        (sought) => ({
          data: {
            type: 'search_request',
            attributes: {
              filter: {
                from: 'now-1h',
                to: 'now',
                query: `trace_id:${idOf(sought)} OR @otel.trace_id:${idOf(sought)}`,
              },
              page: { limit: 1 },
            },
          },
        }),
        (json) => holdsAny(at(json, 'data')),
      ),
  },
};
