import type { Report } from '../model/report.ts';

/** `1 span`, `2 spans`, `1,200 spans`. */
export const count = (number: number, thing: string): string =>
  `${number.toLocaleString('en-US')} ${thing}${number === 1 ? '' : 's'}`;

/** `350 ms`, `12.3 s`, `5 min`. */
export const duration = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 120_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 60_000)} min`;
};

/** What makes a fix a proven one: in the main job an item was sent, in `run` the commands were started again. */
export const proofWords = ({ telemetry }: Report): string =>
  telemetry === null ? 'a test item sent with it arrived' : 'started again with it, the finding is gone';

/** A place in a file; line 0 is the file as a whole. */
export const filePlace = ({ path, line }: { readonly path: string; readonly line: number }): string =>
  line === 0 ? path : `${path}:${line}`;
