import type { Observation } from '../../model/fact.ts';
import type { Target } from '../../model/target.ts';

const STEPS: Readonly<Record<string, string>> = {
  dns: 'name lookup',
  tcp: 'connection',
  proxy: 'proxy',
  tls: 'TLS',
  send: 'test item',
  port: 'what the port speaks',
  survey: 'other ways to the receiver',
};

/** Steps shown while they happen, on a terminal; taken away again before the report. */
export interface Live {
  onObservation(target: Target, fact: string, observation: Observation<unknown>): void;
  clear(): void;
}

/** Shows each step as it is done. Writes cursor movements, so only for a terminal. */
export const createLive = (write: (text: string) => void): Live => {
  let lines = 0;
  return {
    onObservation: (_, fact, observation) => {
      const name = STEPS[fact];
      if (name === undefined || observation.state !== 'seen') return;
      write(`  ${name}  ${Math.round(observation.ms)} ms\n`);
      lines += 1;
    },
    clear: () => {
      if (lines > 0) write(`\u001b[${lines}A\u001b[0J`);
      lines = 0;
    },
  };
};
