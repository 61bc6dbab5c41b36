import { type Carrier, otlp } from '../../lab/cases/settings.ts';
import type { Collector, CollectorOptions } from '../../lab/collector.ts';
import type { Part } from '../../lab/find-part.ts';
import type { SdkName } from '../../sdk/versions.ts';
import type { Place } from '../place.ts';
import { type ProxyName, startProxy } from '../proxies.ts';
import { CA, type Destination, type Expected, type Row, type Stand } from '../stand.ts';

/** Where reverse proxies listen, in clear text and with TLS. */
export const CLEAR = 8080;
export const TLS = 8443;

/** A proxy in front of a Collector. */
export function inFront(
  name: string,
  proxy: ProxyName,
  configuration: string,
  rows: readonly Row[],
  more: {
    readonly ports?: readonly number[];
    readonly parts?: readonly Part[];
    readonly collector?: (place: Place) => CollectorOptions;
    readonly limitMs?: number;
  } = {},
): Stand {
  return {
    name: `${proxy}: ${name}`,
    parts: ['otelcol', proxy, ...(more.parts ?? [])],
    start: async (place) => {
      const collector = await place.collector(more.collector?.(place));
      await startProxy(place, proxy, configuration, more.ports ?? [CLEAR]);
      return at(collector);
    },
    rows,
    ...(more.limitMs !== undefined && { limitMs: more.limitMs }),
  };
}

/** Items come to the Collector. */
export function at(collector: Collector): Destination {
  return {
    hasArrived: (traceId) =>
      collector.waitForTrace(traceId, 3_000).then(
        () => true,
        () => false,
      ),
  };
}

/** Settings for the clear port of a proxy, for every SDK that can have them. */
export function plainly(carrier: Carrier, expect: Row['expect'], more: Partial<Row> = {}): Row {
  return sent(carrier, `http://otel.test:${CLEAR}`, expect, more);
}

/** Settings for its TLS port, with the authority that signed. */
export function securely(carrier: Carrier, expect: Row['expect'], more: Partial<Row> = {}): Row {
  return sent(carrier, `https://otel.test:${TLS}`, expect, {
    ...more,
    environment: { ...CA, ...more.environment },
  });
}

/** Settings for any endpoint. */
export function sent(
  carrier: Carrier,
  endpoint: string,
  expect: Row['expect'],
  more: Partial<Row> = {},
): Row {
  return {
    name: carrier,
    ...(carrier === 'http/json' ? { sdks: ['js'] as const } : {}),
    ...more,
    environment: otlp(carrier, endpoint, more.environment),
    expect,
  };
}

/** One thing for these SDKs, another for the rest. */
export function only(sdks: readonly SdkName[], expect: Expected, otherwise: Expected) {
  return (sdk: SdkName): Expected => (sdks.includes(sdk) ? expect : otherwise);
}
