import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, currentText, guides, withBlocks } from '../test/guides/blocks.ts';
import { ROOT } from '../test/kit/sources.ts';

/** Writes what the built doctor says today into the guides: `npm run build && npx tsx .tools/guides.ts`. */
for (const guide of guides) {
  const texts: string[] = [];
  for (const block of blocksOf(guide)) texts.push(await currentText(block));
  writeFileSync(join(ROOT, guide), withBlocks(guide, texts));
  process.stdout.write(`${guide}: ${texts.length} blocks\n`);
}
// Servers of the cases may linger.
process.exit(0);
