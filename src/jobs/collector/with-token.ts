import type { CollectorExporter } from '../../collector/exporters.ts';
import { askForToken } from '../../probes/token.ts';
import { signalVariable } from '../../resolve/variables.ts';

/** An exporter with the token that its extension would have, and what may not be shown of it. */
export interface Tokened {
  readonly exporter: CollectorExporter;
  readonly secrets: readonly string[];
}

const withHeader = (exporter: CollectorExporter, value: string): CollectorExporter => {
  const values = { ...exporter.layer.values };
  for (const signal of exporter.signals) {
    const name = signalVariable('HEADERS', signal);
    const before = values[name];
    const source = before?.source ?? values[signalVariable('ENDPOINT', signal)]?.source;
    if (source === undefined) continue;
    const own = (before?.value ?? '').split(',').filter((entry) => !/^authorization=/i.test(entry));
    const list = [...own.filter((entry) => entry !== ''), `authorization=${encodeURIComponent(value)}`];
    values[name] = { value: list.join(','), source };
  }
  return { ...exporter, layer: { values } };
};

/** Asks for the token where the exporter uses one; where there is none, nothing is blamed for what is refused without it. */
export const withToken = async (exporter: CollectorExporter, offline: boolean): Promise<Tokened> => {
  const { authentication } = exporter;
  if (authentication?.token === undefined || offline) return { exporter, secrets: [] };
  const answer = await askForToken(authentication.token);
  if ('token' in answer)
    return { exporter: withHeader(exporter, `${answer.type} ${answer.token}`), secrets: [answer.token] };
  const note = `The extension of the exporter ${exporter.id} had no token: ${answer.why}. The Collector sends nothing through it either.`;
  return {
    exporter: {
      ...exporter,
      authentication: { ...authentication, unknown: true },
      notes: [...exporter.notes, note],
    },
    secrets: [],
  };
};
