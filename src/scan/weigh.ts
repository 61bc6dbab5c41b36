/** What the bytes of a file hold: words of ours, names by which others may be reached, or nothing that matters. */
export type Weight = 'ours' | 'beside' | 'nothing';

/** No setting of telemetry is without one of these. */
const OURS: readonly Buffer[] = [
  'OTEL_',
  'otel',
  'Otel',
  'otlp',
  'OTLP',
  'Otlp',
  'pentelemetry',
  'penTelemetry',
  'receivers',
  '4317',
  '4318',
  'tracer_provider',
  'file_format',
  // What another file sets may be all that there is of ours.
  'env_file',
  'EnvironmentFile',
  // Settings may stand in a file elsewhere that is named here.
  'env_file',
  'extends:',
].map((word) => Buffer.from(word));

/** What gives names, files and places to others. */
const BESIDE: readonly Buffer[] = [
  'services:',
  '"services"',
  'include:',
  'kind: Service',
  'kind: ConfigMap',
  'kind: Kustomization',
  '"kind":',
  'resources:',
  'configMapGenerator',
  'FROM ',
  'apiVersion: v2',
  'kuttl.dev',
  'chainsaw.kyverno.io',
  'repository:',
].map((word) => Buffer.from(word));

const holds = (bytes: Buffer, words: readonly Buffer[]): boolean =>
  words.some((word) => bytes.includes(word));

/** Looks for words in bytes, which costs a small part of what a text and its parsing do. */
export const weigh = (bytes: Buffer): Weight => {
  if (holds(bytes, OURS)) return 'ours';
  return holds(bytes, BESIDE) ? 'beside' : 'nothing';
};

/** The same of a text. */
export const weighText = (text: string): Weight => weigh(Buffer.from(text));

/** Of these a program has one that makes an exporter: most programs end here. */
const EXPORTERS: readonly Buffer[] = ['OTLP', 'Otlp', 'otlptrace', 'otlpmetric', 'otlplog'].map((word) =>
  Buffer.from(word),
);

/** Whether a program may make an exporter. */
export const makesExporters = (bytes: Buffer): boolean => holds(bytes, EXPORTERS);
