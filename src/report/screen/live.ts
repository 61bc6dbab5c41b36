import type { Observation } from '../../model/fact.ts';
import type { Target } from '../../model/target.ts';
import { duration } from '../words.ts';
import { clip } from './clip.ts';
import { visible } from './visible.ts';

/** Steps in the order in which they are awaited. */
const STEPS: Readonly<Record<string, string>> = {
  dns: 'name lookup',
  tcp: 'connection',
  proxy: 'proxy',
  tls: 'TLS',
  send: 'test item',
  port: 'what the port speaks',
  survey: 'other ways to the receiver',
};

/** Where a wait for a receiver stands. */
interface Refused {
  readonly tries: number;
  readonly by: string;
  readonly elapsedMs: number;
  readonly waitMs: number;
}

/** Steps shown while they happen, on a terminal; taken away again before the report. */
export interface Live {
  onObservation(target: Pick<Target, 'id'>, fact: string, observation: Observation<unknown>): void;
  /** A try of a wait was refused. */
  onTry(refused: Refused): void;
  /** The way of these is walked from now on. */
  onRun(targets: readonly Pick<Target, 'id' | 'url' | 'endpoint'>[]): void;
  /** Draws again what is awaited, a few times a second. */
  draw(elapsedMs: number): void;
  clear(): void;
}

const UP = '\u001b[1A';
const ERASE_BELOW = '\u001b[0J';

/** A way that is walked. */
interface Walk {
  readonly id: string;
  readonly to: string;
  readonly done: Set<string>;
}

const awaitedStep = ({ done, to }: Walk): string | null => {
  const next = Object.keys(STEPS).find((fact) => !done.has(fact));
  return next === undefined ? null : `${STEPS[next]}, ${to}`;
};

const awaited = (walks: readonly Walk[]): string => {
  for (const walk of walks) {
    const step = awaitedStep(walk);
    if (step !== null) return step;
  }
  return 'whether a fix helps';
};

/** Shows each step as it is done, and under them the one that is awaited. Writes cursor movements, so only for a terminal. */
export const createLive = (write: (text: string) => void, columns = 80): Live => {
  let lines = 0;
  let bottom = '';
  let walks: readonly Walk[] = [];
  let refused: Refused | null = null;
  let sinceMs = 0;
  let nowMs = 0;
  const back = (): string => (bottom === '' ? '' : `${UP}${ERASE_BELOW}`);
  const show = (finished: string): void => {
    write(`${back()}${finished}${bottom === '' ? '' : `${bottom}\n`}`);
    if (finished !== '') lines += 1;
  };
  const bottomText = (): string => {
    const text =
      refused === null
        ? `  ... ${awaited(walks)} (${duration(nowMs - sinceMs)})`
        : `  not yet: ${refused.by} (try ${refused.tries}, ${duration(nowMs)} of ${duration(refused.waitMs)})`;
    return clip(visible(text), columns - 1);
  };
  return {
    onObservation: ({ id }, fact, observation) => {
      walks.find((walk) => walk.id === id)?.done.add(fact);
      const name = STEPS[fact];
      if (name === undefined) return;
      sinceMs = nowMs;
      if (observation.state === 'seen') show(`  ${name}  ${Math.round(observation.ms)} ms\n`);
    },
    onTry: (last) => {
      refused = last;
    },
    onRun: (targets) => {
      refused = null;
      sinceMs = nowMs;
      walks = targets.map(({ id, url, endpoint }) => ({ id, to: url ?? endpoint, done: new Set() }));
    },
    draw: (elapsedMs) => {
      nowMs = elapsedMs;
      if (walks.length === 0 && refused === null) return;
      const before = back();
      bottom = bottomText();
      write(`${before}${bottom}\n`);
    },
    clear: () => {
      const rows = lines + (bottom === '' ? 0 : 1);
      if (rows > 0) write(`\u001b[${rows}A${ERASE_BELOW}`);
      lines = 0;
      bottom = '';
    },
  };
};
