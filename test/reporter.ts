import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { missingPartMark } from './lab/missing-part.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** When the first file of a project began and its last one ended, in milliseconds of the same clock. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Beside vitest's own reporter: tells the numbers and the duration of each project and what was skipped, and writes
 * the numbers of the run to the file that `OTEL_DOCTOR_COUNTS` names, for `.ci/run` to add up.
 */
export default class CountingReporter implements Reporter {
  readonly #spans = new Map<string, Span>();

  onTestModuleQueued({ project }: TestModule): void {
    this.#extend(project.name);
  }

  onTestModuleEnd({ project }: TestModule): void {
    this.#extend(project.name);
  }

  #extend(project: string): void {
    const now = performance.now();
    this.#spans.set(project, { from: this.#spans.get(project)?.from ?? now, to: now });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = countTests(modules);
    counts.failed += unhandledErrors.length;
    const file = process.env.OTEL_DOCTOR_COUNTS;
    if (file !== undefined) writeFileSync(file, `${counts.passed} ${counts.failed} ${counts.skipped}\n`);
    for (const [project, { from, to }] of this.#spans) {
      const { passed, failed } = countTests(modules.filter((module) => module.project.name === project));
      const seconds = ((to - from) / 1_000).toFixed(1);
      process.stdout.write(`${project}: ${passed} passed, ${failed} failed in ${seconds} s\n`);
    }
    for (const [part, suites] of missingParts(modules)) {
      process.stderr.write(`MISSING PART ${part}: ${suites} suites skipped: run .ci/parts\n`);
    }
    for (const name of otherwiseSkipped(modules)) process.stderr.write(`SKIPPED ${name}\n`);
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

/** Tests that are skipped for another reason, such as the operating system. */
function otherwiseSkipped(modules: readonly TestModule[]): readonly string[] {
  return modules
    .filter(({ project }) => project.config.testNamePattern === undefined)
    .flatMap((module) => [...module.children.allTests('skipped')])
    .filter((test) => !lacksPart(test))
    .map(({ module, fullName }) => `${module.relativeModuleId}: ${fullName}`);
}

function lacksPart({ parent }: TestCase): boolean {
  for (let above = parent; above.type === 'suite'; above = above.parent) {
    if (missingPartMark.test(above.name)) return true;
  }
  return false;
}
