/** What is known about receivers and backends by name. Everything here is pure. */
export { type Meaning, readAnswer, successStatuses } from './answers.ts';
export { type EndpointProblem, type EndpointUse, endpointProblem, transportOf } from './endpoint.ts';
export {
  type ConfiguredHeader,
  type HeaderProblem,
  type HeaderUse,
  headerProblem,
  wantedHeaders,
} from './headers.ts';
export { findVendor, type Recognition, recogniseBySight, recogniseVendor } from './recognise.ts';
