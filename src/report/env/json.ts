import type { EnvConnect, EnvReport, EnvSignal } from '../../model/env.ts';
import { SIGNALS } from '../../model/signal.ts';
import { sourceText } from './words.ts';

const connectOf = ({ host, port, tls, proxy }: EnvConnect): unknown => ({
  ...{ host, port, tls },
  proxy:
    proxy === null
      ? null
      : {
          ...{ host: proxy.host, port: proxy.port },
          ...{ variable: proxy.variable, form: proxy.form ?? null, secure: proxy.secure ?? false },
        },
});

const signalOf = (signal: EnvSignal): unknown => ({
  ...signal,
  connect: signal.connect === null ? null : connectOf(signal.connect),
});

/** What the settings mean, as one JSON document. */
export const renderEnvJson = ({ sdks }: EnvReport): string => {
  const entries = sdks.map(({ sdk, signals, others }) => ({
    sdk,
    signals: Object.fromEntries(SIGNALS.map((signal) => [signal, signalOf(signals[signal])])),
    others: others.map(({ variable, value, read, source }) => ({
      variable,
      value,
      read,
      from: sourceText(source),
    })),
  }));
  return `${JSON.stringify({ schemaVersion: 1, sdks: entries }, null, 2)}\n`;
};
