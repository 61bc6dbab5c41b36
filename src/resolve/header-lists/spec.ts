import { parseHeaders } from '../headers.ts';
import { beyondMetadata, type HeaderReader } from './reading.ts';

/** https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables */
export const specHeaders: HeaderReader = (list, grpc) => {
  const headers = parseHeaders(list);
  const failures = grpc ? Object.values(headers).map(beyondMetadata) : [];
  return { headers, failure: failures.find((failure) => failure !== null) ?? null };
};
