import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import { missingPartMark } from './lab/missing-part.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Beside vitest's own reporter: says what was skipped for want of a real part, and writes the numbers of the run
 * to the file that `OTEL_DOCTOR_COUNTS` names, for `.ci/run` to add up.
 */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = countTests(modules);
    counts.failed += unhandledErrors.length;
    const file = process.env.OTEL_DOCTOR_COUNTS;
    if (file !== undefined) writeFileSync(file, `${counts.passed} ${counts.failed} ${counts.skipped}\n`);
    for (const [part, suites] of missingParts(modules)) {
      process.stderr.write(`MISSING PART ${part}: ${suites} suites skipped: run .ci/parts\n`);
    }
  }
}

function countTests(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    counts.failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'pending') counts.failed++;
      else counts[state]++;
    }
  }
  return counts;
}

function missingParts(modules: readonly TestModule[]): Map<string, number> {
  const suites = new Map<string, number>();
  for (const suite of modules.flatMap((module) => [...module.children.allSuites()])) {
    const parts = missingPartMark.exec(suite.name)?.[1]?.split(', ') ?? [];
    for (const part of parts) suites.set(part, (suites.get(part) ?? 0) + 1);
  }
  return suites;
}
