import { expect, it } from 'vitest';
import { describeWith } from '../lab/parts.ts';
import { run } from '../lab/process.ts';

/**
 * Minutes over all entrances of the doctor: as much as fits into the quarter of an hour that everything may take in CI. More by
 * hand: npm run fuzz -- --minutes 60
 */
const MINUTES = 3;

/** One seed, so that a run of CI says something of the change alone; new ones are tried by hand, where they are drawn. */
const SEED = '20261130';

describeWith(['otelcol'], 'changed samples', () => {
  it('neither crash, hang nor are held against the doctor itself', { timeout: 480_000 }, async () => {
    const script = new URL('./fuzz.ts', import.meta.url).pathname;
    const { exitCode, stdout, stderr } = await run(
      process.execPath,
      ['--import', 'tsx', script, '--minutes', String(MINUTES), '--seed', SEED],
      { milliseconds: 420_000 },
    );
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain('0 failed');
  });
});
