import type { CollectorExporter } from '../../collector/exporters.ts';
import { OF_APPLICATIONS } from '../../knowledge/collector-findings.ts';
import type { SettingsLayer } from '../../model/setting.ts';
import type { Signal } from '../../model/signal.ts';
import { SIGNALS } from '../../model/signal.ts';
import { environmentLayer, mergeLayers } from '../../resolve/layers.ts';
import { collector } from '../../resolve/sdks/collector.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import type { ReadFile } from '../../settings/file-states.ts';
import type { DiagnoseOptions } from '../diagnose/options.ts';

/** Whose environment it is, and how long is waited. */
export interface SenderContext
  extends Required<Pick<DiagnoseOptions, 'timeoutMs' | 'offline' | 'controls'>>,
    Pick<DiagnoseOptions, 'chooses' | 'process' | 'onObservation'> {
  readonly environment: Readonly<Record<string, string>>;
  readonly readFile: ReadFile;
}

const PROXY = /^(?:https?|all|no)_proxy$/i;

/** What the Go libraries of a Collector take from its environment; the settings of its exporters are not among it. */
const environmentOf = (environment: Readonly<Record<string, string>>, ownProxy: boolean): SettingsLayer =>
  environmentLayer(
    Object.fromEntries(
      Object.entries(environment).filter(([name]) => !/^otel/i.test(name) && !(ownProxy && PROXY.test(name))),
    ),
  );

/** A proxy that an exporter names serves this machine, too: confighttp takes it as it stands. */
const THROUGH_ITS_PROXY: Sdk = {
  ...collector,
  proxy: { ...collector.proxy, loopback: { http: 'proxied', grpc: 'direct' } },
};

/** An exporter as the settings of a run, with headers that were had elsewhere. */
export const senderOf = (
  exporter: CollectorExporter,
  signals: readonly Signal[],
  context: SenderContext,
): DiagnoseOptions => {
  const { embedded, ownProxy, layer } = exporter;
  const { environment, readFile, chooses, ...how } = context;
  return {
    ...how,
    chooses: (code) => !OF_APPLICATIONS.includes(code) && (chooses?.(code) ?? true),
    environment: mergeLayers([environmentOf(environment, ownProxy), layer]),
    sdk: ownProxy ? THROUGH_ITS_PROXY : collector,
    sdkChosenBy: 'flag',
    sdkVersion: null,
    signals: signals.length > 0 ? signals : SIGNALS,
    readFile: (path) => {
      const text = embedded.get(path);
      return text === undefined ? readFile(path) : Buffer.from(text);
    },
  };
};
