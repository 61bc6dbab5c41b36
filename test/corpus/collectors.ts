import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, requirePart } from '../lab/find-part.ts';
import { run } from '../lab/process.ts';

/** A Collector of the day or of late 2024. */
export interface CollectorEdition {
  readonly edition: 'new' | 'old';
  readonly version: string;
  readonly exporters: { readonly grpc: string; readonly http: string };
  binary(): string;
}

const oldBinary = (): string => {
  const file = join(cacheDirectory, 'corpus-otelcol-old', 'otelcol');
  if (!existsSync(file)) throw new Error(`${file} is missing: run .ci/corpus-parts`);
  return file;
};

const versionOf = async (binary: string): Promise<string> =>
  /(\d+\.\d+\.\d+)/.exec((await run(binary, ['--version'])).stdout)?.[1] ?? '?';

/** Both editions of the Collector; the exporters have had other names since. */
export const collectorEditions = async (): Promise<readonly CollectorEdition[]> => [
  {
    edition: 'new',
    version: await versionOf(requirePart('otelcol')),
    exporters: { grpc: 'otlp_grpc', http: 'otlp_http' },
    binary: () => requirePart('otelcol'),
  },
  {
    edition: 'old',
    version: await versionOf(oldBinary()),
    exporters: { grpc: 'otlp', http: 'otlphttp' },
    binary: oldBinary,
  },
];
