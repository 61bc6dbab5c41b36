import type { Listener } from '../model/process.ts';
import { printable } from '../text/printable.ts';
import type { RunTool } from './run-tool.ts';
import { scopeOf } from './sockets.ts';

const NAME = /^(.*):(\d+)$/;

/** Listeners in the output of `lsof -F pcn`: one field a line, the letter in front says which. */
export const parseLsof = (text: string): readonly Listener[] => {
  const listeners: Listener[] = [];
  const current: { pid: number | null; name: string | null } = { pid: null, name: null };
  for (const line of text.split('\n')) {
    const value = line.slice(1);
    if (line.startsWith('p')) Object.assign(current, { pid: Number(value), name: null });
    if (line.startsWith('c')) current.name = printable(value);
    const [, host, port] = line.startsWith('n') ? (NAME.exec(value) ?? []) : [];
    if (host === undefined || port === undefined) continue;
    const address = host.replace(/^\[|\]$/g, '');
    listeners.push({
      port: Number(port),
      address: address === '*' ? '0.0.0.0' : address,
      scope: scopeOf(address),
      network: 'own',
      ...current,
    });
  }
  return listeners;
};

/** Who listens on these TCP ports of a macOS machine; of other users' processes only root is told. */
export const listMacListeners = (ports: readonly number[], run: RunTool): readonly Listener[] =>
  parseLsof(run('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN', '-Fpcn']) ?? '').filter(({ port }) =>
    ports.includes(port),
  );
