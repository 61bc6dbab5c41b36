import { describe, it } from 'vitest';
import { findPart, type Part } from './find-part.ts';

export { findPart, type Part, requirePart } from './find-part.ts';

/**
 * A suite that needs real parts. Where one is missing the suite is skipped, and the reporter says so; in CI
 * (`CI=true` or `OTEL_DOCTOR_REQUIRE_PARTS=1`) it fails instead.
 */
export function describeWith(parts: readonly Part[], title: string, body: () => void): void {
  const missing = parts.filter((part) => findPart(part) === undefined);
  if (missing.length === 0) describe(title, body);
  else if (partsAreRequired()) describe(title, () => failFor(missing));
  else describe.skip(`${title} [missing part: ${missing.join(', ')}]`, body);
}

function failFor(missing: readonly Part[]): void {
  it('has the parts it runs against', () => {
    throw new Error(`missing: ${missing.join(', ')}; run .ci/parts`);
  });
}

function partsAreRequired(): boolean {
  return process.env.CI === 'true' || process.env.OTEL_DOCTOR_REQUIRE_PARTS === '1';
}
