import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scan } from '../../../src/jobs/scan/scan.ts';
import type { Report } from '../../../src/model/report.ts';
import { DEPLOYMENTS } from './deployments.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { Files } from './parts.ts';

/** How well deployments are judged whose mistakes are known. */
export interface Score {
  readonly deployments: number;
  readonly silent: number;
  readonly faults: number;
  /** At the file and line of the mistake, with a code that names it. */
  readonly found: number;
  /** The same, as the first finding of its unit. */
  readonly first: number;
  /** Errors and warnings that are about no mistake. */
  readonly falseErrors: number;
  readonly errors: number;
  readonly falseWarnings: number;
  readonly warnings: number;
  /** What went wrong, for whoever looks into it. */
  readonly notes: readonly string[];
}

const judge = async (files: Files, root: string): Promise<Report> => {
  const directory = mkdtempSync(join(root, 'd-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  const { report } = await scan({ paths: [directory], sdk: null, patches: false });
  const findings = report.findings.flatMap((finding) =>
    finding.location === undefined
      ? []
      : [
          {
            ...finding,
            location: { ...finding.location, path: finding.location.path.slice(directory.length + 1) },
          },
        ],
  );
  return { ...report, findings };
};

const told = ({ findings }: Report) => findings.filter(({ severity }) => severity !== 'info');

interface Tally {
  readonly found: boolean;
  readonly first: boolean;
  readonly note: string | null;
}

/** Everything that is said of a deployment with one mistake is about it, or follows from it. */
const tally = ({ name, file, line, codes }: Fault, report: Report): Tally => {
  const at = report.findings.findIndex(
    ({ code, location }) =>
      codes.includes(code) && location?.path === file && Math.abs(location.line - line) <= 1,
  );
  const hit = report.findings[at];
  const found = hit !== undefined && hit.severity !== 'info';
  const before = report.findings.slice(0, Math.max(at, 0)).filter(({ unit }) => unit === hit?.unit);
  const all = told(report).map(
    ({ code, severity, location }) => `${severity} ${code} ${location?.path}:${location?.line}`,
  );
  return {
    found,
    first: found && before.length === 0,
    note: found ? null : `${name} (${file}:${line}): ${all.join(', ') || 'nothing'}`,
  };
};

/** Judges every deployment as it is, and with each of its mistakes. */
export const score = async (): Promise<Score> => {
  const root = mkdtempSync(join(tmpdir(), 'scan-corpus-'));
  try {
    const notes: string[] = [];
    let silent = 0;
    let falseErrors = 0;
    let falseWarnings = 0;
    let errors = 0;
    let warnings = 0;
    for (const { name, files } of DEPLOYMENTS) {
      const said = told(await judge(files, root));
      if (said.length === 0) silent += 1;
      falseErrors += said.filter(({ severity }) => severity === 'error').length;
      falseWarnings += said.filter(({ severity }) => severity === 'warning').length;
      notes.push(...said.map(({ code, summary }) => `${name} is right, and ${code} says: ${summary}`));
    }
    const tallies: Tally[] = [];
    for (const fault of FAULTS) {
      const report = await judge(fault.files, root);
      const one = tally(fault, report);
      tallies.push(one);
      if (one.note !== null) notes.push(one.note);
      const said = told(report);
      errors += said.filter(({ severity }) => severity === 'error').length;
      warnings += said.filter(({ severity }) => severity === 'warning').length;
      // What stands elsewhere than the mistake, and is no consequence of it, is false.
      const beside = said.filter(
        ({ code, location, symptomOf }) =>
          symptomOf === undefined && !fault.codes.includes(code) && location?.path !== fault.file,
      );
      notes.push(...beside.map(({ code, summary }) => `${fault.name}: beside it ${code} says: ${summary}`));
      falseErrors += beside.filter(({ severity }) => severity === 'error').length;
      falseWarnings += beside.filter(({ severity }) => severity === 'warning').length;
    }
    return {
      ...{ deployments: DEPLOYMENTS.length, silent, faults: FAULTS.length },
      found: tallies.filter(({ found }) => found).length,
      first: tallies.filter(({ first }) => first).length,
      ...{ falseErrors, errors, falseWarnings, warnings, notes },
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
