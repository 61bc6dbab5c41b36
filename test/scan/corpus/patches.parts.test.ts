import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { scan } from '../../../src/jobs/scan/scan.ts';
import type { Report, ReportFinding } from '../../../src/model/report.ts';
import { applyDiff } from '../../../src/scan/patch/apply.ts';
import { describeWith, requirePart } from '../../lab/parts.ts';
import { temporaryDirectory } from '../../lab/ports.ts';
import { FAULTS } from './faults.ts';
import type { Files } from './parts.ts';

const put = (files: Files): string => {
  const directory = temporaryDirectory('patches');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
};

/** A finding without its place: lines move. */
const keyOf = ({ code, severity, location }: ReportFinding, directory: string): string =>
  `${severity} ${code} ${location?.path.slice(directory.length + 1)}`;

const told = ({ findings }: Report, directory: string): readonly string[] =>
  findings.filter(({ severity }) => severity !== 'info').map((finding) => keyOf(finding, directory));

/** What is in one list more often than in another. */
const beyond = (list: readonly string[], before: readonly string[]): readonly string[] => {
  const left = [...before];
  return list.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

/** Built into the Collector of the tests, so that nothing but the file is at fault. */
const BUILT_IN = /^(?:otlp|otlp_grpc|otlp_http|otlphttp|debug|nop|batch|memory_limiter|health_check)(?:\/|$)/;

interface Config {
  readonly receivers?: object;
  readonly service?: object;
  readonly exporters?: object;
  readonly processors?: object;
}

const isConfig = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && 'service' in value && 'exporters' in value;

/** Collector configurations in a file: its own, in ConfigMaps, in custom resources. */
const configsIn = (text: string): readonly string[] =>
  parseAllDocuments(text).flatMap((document) => {
    const value = document.toJS() as {
      data?: Record<string, string>;
      spec?: { config?: unknown };
    } | null;
    if (isConfig(value)) return [text];
    const inside = Object.values(value?.data ?? {}).flatMap(configsIn);
    return isConfig(value?.spec?.config) ? [...inside, stringify(value.spec.config)] : inside;
  });

const isBuiltIn = (text: string): boolean => {
  const { receivers, processors, exporters } = (parseAllDocuments(text)[0]?.toJS() ?? {}) as Config;
  return [receivers, processors, exporters].every((part) =>
    Object.keys(part ?? {}).every((name) => BUILT_IN.test(name)),
  );
};

const said = (program: string, words: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
};

/** What the Collector has against configurations; files that make sense together only are handed over together. */
const collectorSays = (files: Files): readonly string[] => {
  const texts = Object.values(files)
    .filter((text) => !text.includes('FROM '))
    .flatMap(configsIn);
  const [whole, parts] = [true, false].map((wanted) =>
    texts.filter((text) => /^receivers:/m.test(text) === wanted),
  );
  const directory = temporaryDirectory('validate');
  return (whole ?? []).filter(isBuiltIn).map((text, index) => {
    const words = [text, ...(parts ?? [])].map((one, part) => {
      const path = join(directory, `${index}-${part}.yaml`);
      writeFileSync(path, one);
      return `--config=${path}`;
    });
    return said(requirePart('otelcol'), ['validate', ...words]);
  });
};

/** What the readers of the kinds have against the files of a directory. */
const kindsSay = (files: Files, directory: string): readonly string[] => {
  const paths = Object.keys(files);
  const compose = paths
    .filter((path) => /^(?:docker-)?compose[^/]*\.ya?ml$/.test(path))
    .sort()
    .reverse();
  const manifests = paths.filter((path) =>
    /^apiVersion: (?!.*(?:opentelemetry|kustomize))/m.test(files[path] ?? ''),
  );
  const program = requirePart('deployments');
  return [
    ...(compose.length === 0
      ? []
      : [said(program, ['compose', ...compose.map((path) => join(directory, path))])]),
    ...manifests.map((path) => said(program, ['manifests', join(directory, path)])),
  ];
};

/** What is against one patch: it does not apply, its finding stays, another comes, or a reader of the file refuses it. */
const objectionsTo = async (diff: string, finding: ReportFinding, before: Looked): Promise<string> => {
  const short = (path: string): string => path.slice(before.directory.length + 1);
  const changed = applyDiff(diff, (path) => before.files[short(path)] ?? null);
  if (changed === null) return 'it does not apply';
  const put = Object.fromEntries([...changed].map(([path, text]) => [short(path), text]));
  const after = await look({ ...before.files, ...put }, false);
  const gone = beyond(before.told, after.told);
  const stays = finding.severity !== 'info' && !gone.includes(keyOf(finding, before.directory));
  const come = beyond(after.told, before.told);
  return [
    stays ? 'the finding stays' : '',
    come.length > 0 ? `with it come ${come.join()}` : '',
    ...kindsSay(after.files, after.directory),
    ...collectorSays(after.files),
  ].join('');
};

interface Looked {
  readonly files: Files;
  readonly directory: string;
  readonly report: Report;
  readonly told: readonly string[];
}

const look = async (files: Files, patches: boolean): Promise<Looked> => {
  const directory = put(files);
  const { report } = await scan({ paths: [directory], sdk: null, patches });
  return { files, directory, report, told: told(report, directory) };
};

const patchesIn = ({ report }: Looked) =>
  report.findings.flatMap((finding) =>
    finding.fixes.flatMap((fix) => ('patch' in fix ? [{ finding, diff: fix.patch.diff }] : [])),
  );

describeWith(['otelcol', 'deployments'], 'every patch that is offered', () => {
  let offered = 0;

  test.each(FAULTS)('$name', { timeout: 60_000 }, async ({ files }) => {
    const before = await look(files, true);
    const objections: string[] = [];
    for (const { finding, diff } of patchesIn(before)) {
      offered += 1;
      const says = await objectionsTo(diff, finding, before);
      if (says !== '') objections.push(`${diff}\n${says}`);
    }
    expect(objections).toEqual([]);
  });

  test('most mistakes have one', () => {
    expect(offered).toBeGreaterThan(FAULTS.length * 0.8);
  });
});
