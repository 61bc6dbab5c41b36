import type { EnvConnect, EnvReport, EnvSdk, EnvSignal } from '../model/env.ts';
import type { TargetSecrets } from '../model/secret.ts';
import { SIGNALS, type Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import type { FileStates } from '../resolve/files.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import { resolve, type SignalRow } from '../resolve/resolve.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';

/** An environment, and the SDK that reads it. */
export interface EnvReading {
  readonly sdk: Sdk;
  readonly environment: LayeredEnvironment;
  /** What is known of the files that the settings name. */
  readonly states?: FileStates;
}

const HIDDEN = '***';

const headersOf = ({ headers }: TargetSecrets, reveal: boolean): EnvSignal['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, reveal ? value.reveal() : HIDDEN]),
  );

const connectOf = ({ host, port, secure, proxy }: Target): EnvConnect | null =>
  host === '' ? null : { host, port, tls: secure, proxy };

const signalOf = ({ target, secrets, signal }: SignalRow, reveal: boolean): EnvSignal => ({
  sends: target.sends,
  why: target.why,
  protocol: target.protocol,
  url: target.url ?? (target.socket === null ? null : `unix:${target.socket}`),
  connect: connectOf(target),
  target: target.requestTargets[signal] ?? null,
  headers: headersOf(secrets, reveal),
  compression: target.encoding,
  timeoutMs: target.unknown.includes('timeout') ? null : target.exportTimeoutMs,
});

interface Read {
  readonly sdk: EnvSdk;
  readonly secretValues: readonly string[];
}

const bySignal = <T>(entries: readonly (readonly [Signal, T])[]): Readonly<Record<Signal, T>> =>
  Object.fromEntries(entries) as Record<Signal, T>;

const readAs = ({ sdk, environment, states = {} }: EnvReading, reveal: boolean): Read => {
  const { rows, secrets } = resolve(environment, sdk, SIGNALS, states);
  return {
    sdk: {
      sdk: sdk.name,
      release: sdk.version,
      evidence: sdk.evidence,
      signals: bySignal(rows.map((row) => [row.signal, signalOf(row, reveal)])),
      targets: bySignal(rows.map(({ signal, target }) => [signal, target])),
    },
    secretValues: secrets.secretValues,
  };
};

/**
 * Tells what an environment means to each of the SDKs, and the secret values that no output may hold but for header values
 * that were asked for (`reveal`).
 */
export const envReport = (
  readings: readonly EnvReading[],
  reveal = false,
): { readonly report: EnvReport; readonly secretValues: readonly string[] } => {
  const read = readings.map((reading) => readAs(reading, reveal));
  return {
    report: { sdks: read.map(({ sdk }) => sdk) },
    secretValues: [...new Set(read.flatMap(({ secretValues }) => secretValues))],
  };
};
