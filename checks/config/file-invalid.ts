import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/file-invalid',
  title: 'The configuration file cannot be used',
  verbatim: true,
  otherwise: 'warning',
  why: `\`OTEL_CONFIG_FILE\` names a file that is not there, is not YAML, or does not have the structure that the declarative configuration asks for. An SDK that reads such a file refuses to start, and does not fall back to the variables.

The evidence names the line and the column, and what is expected there. The stable form has \`file_format: "1.x"\` and exporters named \`otlp_http\` and \`otlp_grpc\`.`,
  reasons: {
    missing: ' names a configuration file that is not there',
    unreadable: ' names something that cannot be read as a configuration file',
    'too-large': ' names a file that is too large for a configuration file',
    'not-text': ' names a file that is no text',
    syntax: ' names a configuration file that is not valid YAML',
    reference: ' names a configuration file with a reference to a variable that cannot be read',
    format: ' names a configuration file without a file_format that SDKs take',
    structure: ' names a configuration file whose structure is wrong',
    'exporter-unknown': ' names a configuration file with an exporter that does not exist',
  },
  fix: 'Correct the file',
  advice: 'Correct the file at the place that the evidence names, and start the application again.',
  example: {
    variable: 'OTEL_CONFIG_FILE',
    shown:
      '/etc/otel.yaml:6:11: unknown exporter "otlp"; expected one of: otlp_http, otlp_grpc, otlp_file/development, console',
    effect: 'does-not-start',
    detail: 'exporter-unknown',
    repaired: null,
  },
});
