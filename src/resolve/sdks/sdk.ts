import type { Protocol } from '../../model/signal.ts';
import type { ProxyRules } from '../proxy.ts';

/** What one SDK makes of the settings, as data against the specification. */
export interface Sdk {
  readonly name: string;
  /** Used when no protocol is set. */
  readonly defaultProtocol: Protocol;
  readonly defaultEndpoint: { readonly http: string; readonly grpc: string };
  /** Protocols that the SDK can send when they are named in the variable. */
  readonly protocols: readonly Protocol[];
  /** Milliseconds in one unit of `OTEL_EXPORTER_OTLP_TIMEOUT`. */
  readonly timeoutUnitMs: 1 | 1000;
  readonly proxy: ProxyRules;
  /** Where these facts were read or measured. */
  readonly source: string;
}
