import { parseHeaders } from '../headers.ts';
import type { HeaderReader } from './reading.ts';

/** https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables */
export const specHeaders: HeaderReader = (list) => ({ headers: parseHeaders(list), failure: null });
