import type { CollectorComponent, SettingValue } from '../model/collector.ts';
import { sampleCollector, sampleExporter, sampleLimiter, sampleReceiver } from '../samples/collector.ts';
import type { KnownFacts } from './case.ts';
import type { EndpointClue, Place, Reading } from './reading.ts';
import type { Situation } from './situation.ts';

/** A part of a Collector's configuration as a text has it, and the places that tell it. */
interface Part {
  readonly component: CollectorComponent;
  readonly places: readonly Place[];
}

const isHttp = ({ transport, port }: EndpointClue): boolean =>
  transport === 'http' || (transport === null && port === 4318);

/** The OTLP receiver: with the endpoints that are written, or without one. */
const receiverIn = ({ endpoints }: Reading, situation: Situation): Part | null => {
  const written = endpoints.filter(({ use, port }) => use === 'receiver' && port !== null);
  if (written.length > 0)
    return {
      component: sampleReceiver(
        Object.fromEntries(
          written.map((clue) => [isHttp(clue) ? 'http' : 'grpc', { endpoint: `${clue.host}:${clue.port}` }]),
        ),
      ),
      places: written.slice(0, 1),
    };
  const bare = situation.get('bare-receiver');
  return bare === undefined
    ? null
    : { component: sampleReceiver({ grpc: null, http: null }), places: [bare] };
};

const exporterIn = ({ endpoints, text }: Reading): Part | null => {
  const clue = endpoints.find(({ use }) => use === 'exporter');
  if (clue === undefined || clue.transport === null) return null;
  const insecure = /\binsecure:\s{0,3}true/.test(text.slice(clue.start, clue.end + 200));
  const settings = { endpoint: clue.value, ...(insecure ? { tls: { insecure: true } } : {}) };
  return {
    component: sampleExporter(settings, clue.transport === 'http' ? 'otlp_http' : 'otlp_grpc'),
    places: [clue],
  };
};

const NUMBERS = /\b((?:spike_)?limit_(?:mib|percentage))["']?[: =]{1,3}(\d{1,6})/g;

const limiterIn = ({ text }: Reading): Part | null => {
  const found = [...text.matchAll(NUMBERS)].slice(0, 2);
  if (found.length < 2) return null;
  const settings: SettingValue = Object.fromEntries(
    found.map(([, name = '', value]) => [name, Number(value)]),
  );
  return {
    component: sampleLimiter({ check_interval: '1s', ...settings }),
    places: found.map(({ index, 0: { length } }) => ({ start: index, end: index + length })),
  };
};

/** What a text tells of a Collector, as the files of a deployment would; null where it tells nothing. */
export const collectorFact = (
  reading: Reading,
  situation: Situation,
): { readonly facts: KnownFacts; readonly places: readonly Place[] } | null => {
  const told = [receiverIn(reading, situation), limiterIn(reading), exporterIn(reading)].filter(
    (part) => part !== null,
  );
  if (told.length === 0) return null;
  const inContainer = situation.has('containers') ? true : null;
  return {
    facts: {
      collector: sampleCollector({
        components: told.map(({ component }) => component),
        version: null,
        distribution: null,
        image: null,
        label: null,
        names: [],
        inContainer,
        network: inContainer === true && !situation.has('sender-outside') ? 'own' : null,
      }),
    },
    places: told.flatMap(({ places }) => places),
  };
};
