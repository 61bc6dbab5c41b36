import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { passSignals } from '../../src/launch/signals.ts';

/** What became of signals that came at these seconds. */
const passed = (atTerminal: boolean, ...given: readonly (readonly [number, string])[]): readonly string[] => {
  const done: string[] = [];
  const source = new EventEmitter();
  const now = vi.spyOn(performance, 'now');
  const release = passSignals(source, {
    atTerminal,
    send: (signal) => void done.push(signal),
    kill: () => void done.push('kill'),
  });
  for (const [second, signal] of given) {
    now.mockReturnValue(second * 1_000);
    source.emit(signal);
  }
  release();
  expect(source.eventNames()).toEqual([]);
  return done;
};

describe('signals to us', () => {
  afterEach(() => vi.restoreAllMocks());

  it('go to the command', () => {
    const given = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'];
    expect(passed(false, ...given.map((signal) => [1, signal] as const))).toEqual(given);
  });

  it('of a terminal came to the command by themselves', () => {
    const given = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'];
    expect(passed(true, ...given.map((signal) => [1, signal] as const))).toEqual([
      ...['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'],
    ]);
  });

  it.each([
    [true, ['kill']],
    [false, ['SIGINT', 'SIGINT', 'kill']],
  ])(
    'end the command when Ctrl-C comes again after five seconds; at a terminal: %s',
    (atTerminal, expected) => {
      expect(passed(atTerminal, [10, 'SIGINT'], [14, 'SIGINT'], [15.1, 'SIGINT'])).toEqual(expected);
    },
  );
});
