import type { LanguageWords } from './language.ts';

/** .NET. */
export const dotnet: LanguageWords = {
  sdk: 'dotnet',
  told: 'dotnet',
  programs: ['dotnet'],
  commands: [],
  extensions: ['dll'],
  images: ['dotnet', 'aspnet'],
  library: /\/libcoreclr\.so/,
  thread: /^\.NET /,
  operator: 'dotnet',
  marks:
    /AddOtlpExporter|OtlpExportProtocol|\.NET\b|ActivitySource|appsettings\.json|AspNetCore|\bC#|Grpc\.Net\.Client|StatusCode="/i,
  project: {
    manifest: /^(?:[\w.() +-]{1,80}\.[cf]sproj|Directory\.Packages\.props)$/,
    telemetry: /"OpenTelemetry(?:\.[\w.]+)?"/,
    packages: [
      'OpenTelemetry.Exporter.OpenTelemetryProtocol',
      'OpenTelemetry',
      'OpenTelemetry.Extensions.Hosting',
    ],
    locks: ['Directory.Packages.props'],
    versions: ['(?:Include|Update)="P"\\s{1,20}Version="([^"$]{1,100})"'],
  },
};
