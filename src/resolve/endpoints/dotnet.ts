import { grpcMethod, signalPath } from '../../model/signal.ts';
import {
  bareHost,
  codeOf,
  detailOf,
  type EndpointQuestion,
  type EndpointReading,
  fails,
  plainDestination,
  skipped,
  used,
} from './reading.ts';

/** `Uri.TryCreate(text, UriKind.Absolute)`: like WHATWG for http and https, and any `word:` is a scheme. */
const parse = (text: string): URL | null =>
  URL.canParse(text.trim()) && !/^https?:(?!\/\/)/i.test(text.trim()) ? new URL(text.trim()) : null;

const isWeb = (url: URL): boolean => url.protocol === 'http:' || url.protocol === 'https:';

const read = ({ value, perSignal, signal }: EndpointQuestion, grpc: boolean): EndpointReading => {
  const base = parse(value);
  if (base === null) return skipped(codeOf(value), detailOf(value));
  if (!isWeb(base)) return fails('sends-nothing', codeOf(value), detailOf(value));
  const text = base.href.replace(/#.*$/s, '');
  const route = grpc ? grpcMethod(signal) : signalPath(signal);
  const has = text.replace(/\/$/, '').toLowerCase().endsWith(route.slice(1).toLowerCase());
  const appended =
    (perSignal && !grpc) || has ? text : `${text}${text.endsWith('/') ? '' : '/'}${route.slice(1)}`;
  const url = new URL(appended);
  const secure = url.protocol === 'https:';
  return used(
    plainDestination({
      secure,
      host: bareHost(url.hostname),
      port: Number(url.port) || (secure ? 443 : 80),
      path: url.pathname,
      query: url.search,
      authority: url.host,
      basePath: base.pathname,
    }),
  );
};

/**
 * .NET: no absolute URI means that the value is passed over; a path that ends in the signal's already is left alone,
 * and for gRPC the service path comes behind the path of the endpoint.
 * opentelemetry-dotnet 1.18 OtlpExporterOptions.cs, OtlpExporterOptionsExtensions.cs AppendPathIfNotPresent
 */
export const dotnetHttp = (question: EndpointQuestion): EndpointReading => read(question, false);

export const dotnetGrpc = (question: EndpointQuestion): EndpointReading => read(question, true);
