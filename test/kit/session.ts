import type { Session } from '../../src/commands/shared/session.ts';

/** A session that keeps what a command does to the outside world. */
export interface FakeSession extends Session {
  out(): string;
  err(): string;
  status(): number | undefined;
}

export const fakeSession = (change: Partial<Session> = {}): FakeSession => {
  const out: string[] = [];
  const err: string[] = [];
  let status: number | undefined;
  return {
    environment: {},
    write: (text) => {
      out.push(text);
    },
    note: (text) => {
      err.push(text);
    },
    columns: 80,
    colour: false,
    live: false,
    finish: (ended) => {
      status = ended;
    },
    ...change,
    out: () => out.join(''),
    err: () => err.join(''),
    status: () => status,
  };
};
