/** Public interface of the package. */
export { type DiagnoseOptions, type Diagnosis, diagnose } from './jobs/diagnose/diagnose.ts';
export { type Check, defineCheck } from './model/check.ts';
export type { Finding, Fix, Found } from './model/finding.ts';
export type { Report } from './model/report.ts';
export { environmentLayer, mergeLayers } from './resolve/layers.ts';
export { findSdk, SDKS } from './resolve/sdks/index.ts';
