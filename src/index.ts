/** Public interface of the package. */
export type { DiagnosedProcess, DiagnoseOptions, Diagnosis } from './jobs/diagnose/diagnose.ts';
export { type DiagnoseInput, diagnose, InvalidOptionsError } from './jobs/diagnose/from-code.ts';
export { type Check, defineCheck } from './model/check.ts';
export type { CheckCode } from './model/check-code.ts';
export type { Evidence, Finding, Fix, Found, Location, Severity, TriedFix } from './model/finding.ts';
export type {
  PathStep,
  Report,
  ReportCheck,
  ReportFinding,
  ReportRoute,
  ReportTarget,
  Verdict,
} from './model/report.ts';
export type { Setting, SettingsBeside, SettingsLayer, Source } from './model/setting.ts';
export type { Protocol, Signal } from './model/signal.ts';
export { environmentLayer, type LayeredEnvironment, mergeLayers } from './resolve/layers.ts';
export { findSdk, SDKS } from './resolve/sdks/index.ts';
export type { Sdk } from './resolve/sdks/sdk.ts';
