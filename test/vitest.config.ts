import './lab/clean-environment.ts';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const parts = 'test/**/*.parts.test.ts';
const apps = 'test/apps/**/*.test.ts';

/** The name of a test tells where it belongs (CONTRIBUTING.md), and test/architecture.test.ts holds it. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    setupFiles: ['test/lab/setup.ts'],
    reporters: ['default', './test/reporter.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [parts, apps],
          // Files share a process: starting one for each would take longer than the tests.
          isolate: false,
          env: { OTEL_DOCTOR_REQUIRE_PARTS: '1' },
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'parts', include: [parts], sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: 'apps', include: [apps], sequence: { groupOrder: 2 } } },
    ],
  },
});
