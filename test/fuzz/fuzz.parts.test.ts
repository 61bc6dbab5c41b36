import { expect, it } from 'vitest';
import { describeWith } from '../lab/parts.ts';
import { run } from '../lab/process.ts';

/** A minute with every entrance of the doctor; more by hand: npm run fuzz -- --minutes 60 */
describeWith(['otelcol'], 'changed samples', () => {
  it('neither crash, hang nor are held against the doctor itself', { timeout: 240_000 }, async () => {
    const script = new URL('./fuzz.ts', import.meta.url).pathname;
    const { exitCode, stdout, stderr } = await run(
      process.execPath,
      ['--import', 'tsx', script, '--minutes', '1'],
      { milliseconds: 200_000 },
    );
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain('0 failed');
  });
});
