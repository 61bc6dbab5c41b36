import { expect, test } from 'vitest';
import { score } from './corpus/score.ts';

test('deployments whose mistakes are known are judged as they are', { timeout: 120_000 }, async () => {
  const { deployments, silent, faults, found, first, errors, falseErrors, warnings, falseWarnings, notes } =
    await score();
  const told = notes.join('\n');
  expect(deployments).toBeGreaterThanOrEqual(60);
  expect(faults).toBeGreaterThanOrEqual(120);
  expect(silent, told).toBe(deployments);
  expect(found / faults, told).toBeGreaterThanOrEqual(0.9);
  expect(first / faults, told).toBeGreaterThanOrEqual(0.8);
  expect(falseErrors / errors, told).toBeLessThanOrEqual(0.05);
  expect(falseWarnings / Math.max(warnings, 1), told).toBeLessThanOrEqual(0.1);
});
