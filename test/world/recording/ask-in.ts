import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place } from '../place.ts';
import type { Answer, AskOrder, RecordedPort } from './recording.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Asks the ports of a receiver that runs at a place. */
export async function askIn(place: Place, order: AskOrder): Promise<readonly RecordedPort<Answer>[]> {
  const args = ['--import', 'tsx', join(here, 'ask.ts'), JSON.stringify(order)];
  const asking = place.launch(process.execPath, args, { directory: join(here, '..', '..', '..') });
  if ((await asking.exited) !== 0) throw new Error(asking.stderr());
  return JSON.parse(asking.stdout()) as readonly RecordedPort<Answer>[];
}
