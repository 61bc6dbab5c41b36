import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipelineChecks } from '../../../checks/pipeline.ts';
import { look } from '../../../src/model/check.ts';
import type { CollectorFact } from '../../../src/model/collector.ts';
import type { Found, Patch, Severity } from '../../../src/model/finding.ts';
import { collectorImage } from '../../../src/scan/collector/image.ts';
import { readCollector } from '../../../src/scan/collector/read-collector.ts';
import { applyDiff } from '../../../src/scan/patch/apply.ts';

export interface Fixture {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** `code severity line patch` or `... text`, in the order of lines. */
  readonly expected: readonly string[];
}

export interface Told extends Found {
  readonly code: string;
  readonly severity: Severity;
}

const DIRECTORY = join(import.meta.dirname, '..', 'collector-fixtures');

const header = (text: string, name: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^# ${name}: (.*)$`, 'gm'))].map(([, value = '']) => value);

export const fixtures = (kind: 'broken' | 'healthy'): readonly Fixture[] =>
  readdirSync(join(DIRECTORY, kind))
    .sort()
    .map((file) => {
      const path = join(DIRECTORY, kind, file);
      const text = readFileSync(path, 'utf8');
      return { name: file.replace(/\.yaml$/, ''), path, text, expected: header(text, 'expect') };
    });

/** What a text means to the Collector that its first lines name, in a container of its own unless they say otherwise. */
export const factOf = (text: string, path = 'collector.yaml'): CollectorFact => {
  const [image] = header(text, 'image');
  const [network = 'own'] = header(text, 'network');
  const [name = '', tag = null] = image?.split(':') ?? [];
  const host = { inContainer: true, network: network as CollectorFact['network'], names: ['collector'] };
  return readCollector({ path, text, host, build: image === undefined ? null : collectorImage(name, tag) });
};

/** Everything that the checks of the area tell of one configuration. */
export const tell = (collector: CollectorFact): readonly Told[] =>
  pipelineChecks
    .filter(({ needs }) => (needs as readonly string[]).join() === 'collector')
    .flatMap((check) =>
      look(check, { collector }).map((found) => ({
        ...found,
        code: check.id,
        severity: found.severity ?? check.severity,
      })),
    );

export const patchesOf = ({ fixes }: Found): readonly Patch[] =>
  fixes.flatMap((fix) => ('patch' in fix ? [fix.patch] : []));

export const patched = (text: string, { diff, path }: Patch): string => {
  const changed = applyDiff(diff, () => text)?.get(path);
  if (changed === undefined) throw new Error(`the patch does not fit:\n${diff}`);
  return changed;
};

/** A finding as a line of a table. */
export const lineOf = (told: Told): string =>
  `${told.code} ${told.severity} ${told.location?.line} ${patchesOf(told).length > 0 ? 'patch' : 'text'}`;
