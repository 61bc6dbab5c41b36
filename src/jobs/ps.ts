import { GRPC_PORT, HTTP_PORT } from '../knowledge/ports.ts';
import type { Listener, RunningProcess } from '../model/process.ts';
import type { ListedProcess, ProcessList, SignalExport } from '../model/process-list.ts';
import { SIGNALS, type Signal } from '../model/signal.ts';
import { usageError } from '../model/usage.ts';
import { type Machine, type MachineOptions, openMachine } from '../processes/machine.ts';
import { renderProcessList, renderProcessListJson } from '../report/formats/process-list.ts';
import { redact } from '../report/redact.ts';
import { mergeLayers } from '../resolve/layers.ts';
import { resolve } from '../resolve/resolve.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import { isRead } from '../resolve/variables.ts';
import { processLayer } from '../settings/pid.ts';

const PORTS = [GRPC_PORT, HTTP_PORT];

const SPEC = 'spec';

const isSetting = (variable: string): boolean => /^OTEL_(?!DOCTOR_)/.test(variable);

interface Exports {
  readonly exports: Readonly<Record<Signal, SignalExport>>;
  readonly secretValues: readonly string[];
}

const exportsOf = ({ pid, environment, properties }: RunningProcess, sdkName: string): Exports | null => {
  const sdk = findSdk(sdkName);
  if (sdk === undefined || !('value' in environment)) return null;
  const layered = mergeLayers([processLayer(pid, environment.value, properties)]);
  const { rows, secrets } = resolve(layered, sdk, SIGNALS);
  const entries = rows.map(({ signal, target: { sends, why, protocol, url } }) => [
    signal,
    { sends, why, protocol, url },
  ]);
  return {
    exports: Object.fromEntries(entries) as Exports['exports'],
    secretValues: secrets.secretValues,
  };
};

const portsOf = (listeners: readonly Listener[]): ListedProcess['ports'] =>
  listeners.map(({ port, address, scope }) => ({ port, address, scope }));

const hidden = (listener: Listener): ListedProcess => ({
  pid: null,
  name: listener.name,
  program: null,
  language: 'unknown',
  sdk: SPEC,
  settings: 'not-permitted',
  network: listener.network,
  exports: null,
  ports: portsOf([listener]),
});

const hasSettings = ({ environment, properties }: RunningProcess): boolean =>
  properties.length > 0 || ('value' in environment && Object.keys(environment.value).some(isSetting));

const describe = (
  found: RunningProcess,
  listeners: readonly Listener[],
): { readonly listed: ListedProcess; readonly secretValues: readonly string[] } => {
  const { pid, name, program, language, environment, network } = found;
  const sdk = findSdk(language)?.name ?? SPEC;
  const isSet = hasSettings(found);
  const resolved = isSet ? exportsOf(found, sdk) : null;
  const settings = isSet ? 'set' : 'unread' in environment ? environment.unread : 'none';
  const listed: ListedProcess = {
    ...{ pid, name, program, language, sdk, settings },
    network: network.whose,
    exports: resolved?.exports ?? null,
    ports: portsOf(listeners),
  };
  return { listed, secretValues: resolved?.secretValues ?? [] };
};

/** Ids of the processes with settings, and how many may not be asked. */
const candidates = (
  machine: Machine,
): { readonly pids: readonly number[]; readonly notPermitted: number } => {
  const environments = [...machine.environments()].filter(([pid]) => pid !== process.pid);
  return {
    pids: environments.flatMap(([pid, read]) =>
      'value' in read && Object.keys(read.value).some(isSetting) ? [pid] : [],
    ),
    notPermitted: environments.filter(([, read]) => 'unread' in read && read.unread === 'not-permitted')
      .length,
  };
};

/**
 * The processes of this machine that have to do with telemetry, and the secret values that no output about them may hold.
 * Null on a system where the doctor cannot look.
 */
const listProcesses = (
  options: MachineOptions = {},
): { readonly list: ProcessList; readonly secretValues: readonly string[] } | null => {
  const machine = openMachine(isRead, options);
  if (machine === null) return null;
  const listeners = machine.listeners(PORTS);
  const { pids, notPermitted } = candidates(machine);
  const holders = listeners.flatMap(({ pid }) => (pid === null ? [] : [pid]));
  const all = [...new Set([...pids, ...holders])].sort((a, b) => a - b);
  const described = all.flatMap((pid) => {
    const read = machine.read(pid);
    return 'value' in read
      ? [
          describe(
            read.value,
            listeners.filter((listener) => listener.pid === pid),
          ),
        ]
      : [];
  });
  const unseen = listeners.filter(({ pid }) => pid === null).map(hidden);
  return {
    list: { processes: [...described.map(({ listed }) => listed), ...unseen], notPermitted },
    secretValues: described.flatMap(({ secretValues }) => secretValues),
  };
};

/** The list as it is shown. */
export const showProcesses = (
  format: 'text' | 'json',
  columns: number,
  options: MachineOptions = {},
): string => {
  const listed = listProcesses(options);
  if (listed === null) throw usageError('ps works on Linux and macOS only');
  const list = redact(listed.list, listed.secretValues);
  return format === 'json' ? renderProcessListJson(list) : renderProcessList(list, columns);
};
