/** A client library that keeps the trace context from some hosts by rule. */
export interface Withholding {
  readonly scope: RegExp;
  /** Hosts that get it without being asked for. */
  readonly except: RegExp;
  /** In whole sentences, behind the name of the library. */
  readonly rule: string;
  readonly title: string;
  /** `HOST` stands for the one that was called. */
  readonly text: string;
}

/** https://github.com/vercel/otel/blob/main/packages/otel/src/instrumentations/fetch.ts, tried with @vercel/otel 2.1.3: 127.0.0.1 is not localhost to it */
const WITHHOLDINGS: readonly Withholding[] = [
  {
    scope: /^@vercel\/otel\/fetch$/,
    except: /^(?:localhost|(?:[\w-]{1,63}\.){1,9}vercel\.(?:app|sh|com))$/,
    rule: 'adds the trace context for localhost and for deployments on Vercel only, and keeps it from every other host',
    title: 'Name the hosts that get the trace context',
    text: "registerOTel({\n  instrumentationConfig: { fetch: { propagateContextUrls: ['HOST'] } },\n});",
  },
];

/** The rule by which a library keeps the trace context from a host; undefined where it sends it. A host that is not known may be any. */
export const withholdingOf = (scope: string, host: string | null): Withholding | undefined =>
  WITHHOLDINGS.find((one) => one.scope.test(scope) && (host === null || !one.except.test(host)));
