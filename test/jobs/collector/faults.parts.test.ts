import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { applyDiff } from '../../../src/scan/patch/apply.ts';
import { describeWith } from '../../lab/parts.ts';
import { SENDER_FAULTS } from './faults.ts';
import {
  deliversThrough,
  diagnoseFiles,
  ownReceiverPort,
  placeFor,
  receivers,
  senderText,
  validates,
  writeConfiguration,
} from './lab.ts';

/** What extensions of the faults have, which no output may hold. */
const SECRETS = ['not-the-token-of-the-lab', 'not-the-password-of-the-lab', 'some-token-of-the-lab'];

describeWith(['otelcol'], 'exporters of a Collector with one fault each', () => {
  const lab = receivers();
  afterAll(() => lab.stop());

  describe.each(SENDER_FAULTS)('$name', (fault) => {
    it('is named, and its patch delivers through the real Collector', async () => {
      const receiver = await lab.start(fault.receiver);
      const place = await placeFor(receiver, await lab.certificates());
      const port = await ownReceiverPort();
      const file = writeConfiguration(senderText(fault, place, port));
      const environment = fault.environment?.(place) ?? {};
      const { report, exitCode, printed } = await diagnoseFiles([file], environment);
      expect(fault.causes, report.summary).toContain(report.rootCause?.code);
      expect(exitCode).toBe(1);
      for (const secret of SECRETS) expect(printed).not.toContain(secret);
      expect(report.rootCause?.location?.path).toBe(file);
      const proven = report.rootCause?.fixes.find((fix) => 'patch' in fix && fix.proven);
      expect(proven !== undefined, JSON.stringify(report.rootCause?.fixes, null, 1)).toBe(fault.patched);
      if (proven === undefined || !('patch' in proven)) return;
      const changed = applyDiff(proven.patch.diff, (path) =>
        path === file ? readFileSync(path, 'utf8') : null,
      );
      const patched = writeConfiguration(changed?.get(file) ?? 'the patch does not apply');
      expect(await validates(patched, environment)).toBe('valid');
      await deliversThrough(patched, port, receiver, environment);
    });
  });
});
