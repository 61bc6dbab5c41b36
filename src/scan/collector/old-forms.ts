import type { CollectorBuild, CollectorComponent, PlacedSettings } from '../../model/collector.ts';
import { isSince, placeOf, settingAt } from '../../model/collector-reading.ts';
import type { Note } from './notes.ts';

interface Written {
  readonly path: string;
  readonly components: readonly CollectorComponent[];
  readonly telemetry: PlacedSettings;
}

const ENDPOINTS: readonly (readonly string[])[] = [
  ['endpoint'],
  ['traces_endpoint'],
  ['metrics_endpoint'],
  ['logs_endpoint'],
  ['protocols', 'grpc', 'endpoint'],
  ['protocols', 'http', 'endpoint'],
];

const OLD_REFERENCE = /\$([A-Za-z_]\w*)/;

const noteAddress = ({ path, telemetry }: Written, build: CollectorBuild, note: Note): void => {
  // From 0.123 to 0.127 the key is read and has no effect; since 0.128 it is refused: service/telemetry/otelconftelemetry.
  if (settingAt(telemetry.settings, 'metrics', 'address') === undefined || isSince(build, 128) === false)
    return;
  const certain = isSince(build, 128) === true || build.newest === true;
  note({
    kind: 'unknown-key',
    severity: certain ? 'error' : 'warning',
    at: placeOf(path, telemetry, 'metrics', 'address'),
    says: 'service.telemetry.metrics.address is refused since version 0.128',
    follows: certain
      ? 'The Collector does not start with this key.'
      : 'A Collector of that version or a later one refuses the key.',
    advice: 'Write readers: with a pull exporter prometheus, its host and port, or take the key out',
  });
};

const noteDollars = ({ path, components }: Written, build: CollectorBuild, note: Note): void => {
  if (isSince(build, 104) === false) return;
  for (const component of components)
    for (const keys of ENDPOINTS) {
      const value = settingAt(component.settings, ...keys);
      const name = typeof value === 'string' ? OLD_REFERENCE.exec(value)?.[1] : undefined;
      if (name === undefined) continue;
      const at = placeOf(path, component, ...keys);
      note({
        kind: 'unfilled',
        at,
        says: `The ${keys.at(-1)} of the ${component.kind} ${component.id} holds $${name}, a form that is not filled in since version 0.104`,
        follows: `The text $${name} itself is taken for a part of the endpoint.`,
        advice: `Write \${env:${name}}`,
        edits: [{ at, from: `$${name}`, to: `\${env:${name}}` }],
      });
    }
};

/** Notes what older versions took. */
export const noteOldForms = (written: Written, build: CollectorBuild, note: Note): void => {
  noteAddress(written, build, note);
  noteDollars(written, build, note);
};
