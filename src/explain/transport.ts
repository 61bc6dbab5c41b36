import { isSignalPath } from './address.ts';
import type { EndpointClue, Place, Reading, Transport } from './reading.ts';

/** How the sender carries OTLP, with what tells it, and whether that is only the default of its SDK. */
export interface Sender extends Place {
  readonly transport: Transport;
  readonly byDefault: boolean;
}

const HTTP_BY_DEFAULT = new Set(['js', 'java-agent', 'ruby', 'php', 'rust']);

/** How the sender of a text carries OTLP; null when it does not tell, or tells both ways. */
export const senderTransport = (reading: Reading): Sender | null => {
  const { settings, transports, sdk, endpoints } = reading;
  const protocol = settings.find(({ name }) => /^OTEL_EXPORTER_OTLP_(?:TRACES_)?PROTOCOL$/.test(name));
  if (protocol && sdk?.sdk !== 'ruby')
    return {
      transport: /^["']?grpc/i.test(protocol.value) ? 'grpc' : 'http',
      byDefault: false,
      start: protocol.start,
      end: protocol.end,
    };
  const kinds = new Set(transports.map(({ transport }) => transport));
  const [first] = transports;
  if (first && kinds.size === 1) return { ...first, byDefault: false };
  const posted = endpoints.find(({ path, use }) => use !== 'receiver' && isSignalPath(path));
  if (posted && kinds.size === 0)
    return { transport: 'http', byDefault: false, start: posted.start, end: posted.end };
  if (
    sdk &&
    kinds.size === 0 &&
    (sdk.sdk === 'dotnet' || /opentelemetry-instrument|opentelemetry-distro/.test(reading.text))
  )
    return { ...sdk, transport: 'grpc', byDefault: true };
  if (sdk && kinds.size === 0 && HTTP_BY_DEFAULT.has(sdk.sdk))
    return { ...sdk, transport: 'http', byDefault: true };
  return null;
};

/** The address that the sender uses, the most specific one; undefined when the text names none. */
export const senderEndpoint = ({ endpoints }: Reading): EndpointClue | undefined =>
  ['signal', 'code', 'general', 'exporter'].flatMap((use) => endpoints.filter((clue) => clue.use === use))[0];
