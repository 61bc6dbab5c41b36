import type { Sdk } from '../resolve/sdks/sdk.ts';

/**
 * Variables that make an SDK tell its troubles on standard error, where the user has not set them and nothing else
 * changes. Only that of JavaScript is silent otherwise and has such a variable: Python, Java, Go, Ruby and PHP log
 * by themselves, and the automatic instrumentation of .NET can write to standard output only.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration
 */
export const diagnosticsFor = (
  sdk: Sdk,
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  sdk.name === 'js' && !environment['OTEL_LOG_LEVEL']?.trim() ? { OTEL_LOG_LEVEL: 'warn' } : {};
