import type { CollectorComponent, CollectorFact, SettingValue } from '../../model/collector.ts';
import type { Location } from '../../model/finding.ts';

/** One way by which an OTLP receiver of a Collector takes telemetry in. */
export interface Intake {
  readonly protocol: 'grpc' | 'http';
  readonly port: number;
  /** It listens on its own machine only. */
  readonly loopback: boolean;
  readonly tls: boolean;
  readonly at: Location;
  readonly receiver: string;
}

type Fields = { readonly [key: string]: SettingValue };

const fieldsOf = (value: SettingValue | undefined): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

const DEFAULTS = { grpc: 4317, http: 4318 } as const;

/** Collectors of before this version listen on every address. */
const LOOPBACK_SINCE = [0, 104] as const;

const listensEverywhere = (version: string | null): boolean => {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return version !== null && major === LOOPBACK_SINCE[0] && minor < LOOPBACK_SINCE[1];
};

const intakeOf = (
  collector: CollectorFact,
  { id, settings, places, at }: CollectorComponent,
  protocol: 'grpc' | 'http',
): Intake | null => {
  const protocols = fieldsOf(fieldsOf(settings)?.['protocols']);
  if (protocols === null || !(protocol in protocols)) return null;
  const own = fieldsOf(protocols[protocol]);
  const endpoint = own?.['endpoint'];
  const placed = places[`protocols.${protocol}.endpoint`] ?? places[`protocols.${protocol}`];
  const place: Location = placed === undefined ? at : { path: at.path, line: placed[0], column: placed[1] };
  const base = { protocol, at: place, receiver: id, tls: fieldsOf(own?.['tls']) !== null };
  if (endpoint === undefined || endpoint === null)
    return { ...base, port: DEFAULTS[protocol], loopback: !listensEverywhere(collector.version) };
  const [, host = '', port] = /^(.*):(\d+)$/.exec(String(endpoint)) ?? [];
  // A port that is put together from variables is not known.
  return port === undefined
    ? null
    : { ...base, port: Number(port), loopback: /^(localhost|127\.|\[?::1)/.test(host) };
};

const isUsed = ({ pipelines }: CollectorFact, { id }: CollectorComponent): boolean =>
  pipelines.some(({ receivers }) => receivers.some((reference) => reference.id === id));

/** Everything that takes OTLP in; null where it is not known for certain. */
export const intakesOf = (collector: CollectorFact): readonly Intake[] | null => {
  if (collector.problems.some(({ kind }) => kind === 'syntax' || kind === 'duplicate-key')) return null;
  const otlp = collector.components.filter(
    (component) => component.kind === 'receiver' && component.type === 'otlp' && isUsed(collector, component),
  );
  if (otlp.length === 0) return null;
  const intakes = otlp.flatMap((component) =>
    (['grpc', 'http'] as const).map((protocol) => intakeOf(collector, component, protocol)),
  );
  const unknown = otlp.some(({ settings }) => {
    const protocols = fieldsOf(fieldsOf(settings)?.['protocols']);
    return (
      protocols === null ||
      Object.values(protocols).some((one) => String(fieldsOf(one)?.['endpoint'] ?? '').includes('$'))
    );
  });
  return unknown ? null : intakes.filter((intake) => intake !== null);
};
