import type { Finding } from '../model/finding.ts';
import type { SettingsLayer } from '../model/setting.ts';
import type { Target } from '../model/target.ts';
import type { KnownFacts } from './case.ts';
import { collectorFact } from './collector.ts';
import { publishedLink } from './published.ts';
import type { SeenHit } from './rank.ts';
import type { Confidence, EndpointClue, Place, Reading } from './reading.ts';
import { exporterIn, exporterLayer, layer } from './requested.ts';
import { settingsLayers } from './resolved.ts';
import { targetOf } from './sender.ts';
import type { Situation } from './situation.ts';
import { senderTransport } from './transport.ts';
import type { Judge } from './way.ts';

/** Facts that need no error: what is set, and what files say of Collector and containers, with the places that tell them. */
interface Unsent {
  readonly facts: KnownFacts;
  readonly places: readonly Place[];
  /** The SDK or its protocol is only supposed. */
  readonly doubtful: boolean;
}

/** What of a target is judged before anything was sent: its settings as such are read by `resolved.ts`. */
const OF_ADDRESSES = /^(?:endpoint|protocol|tls)\//;

/** The endpoint of an exporter in code, as the variable of a signal that is used as it stands. */
const codeLayers = (reading: Reading, clue: EndpointClue): readonly SettingsLayer[] => {
  const transport = clue.transport ?? senderTransport(reading)?.transport ?? null;
  if (transport === null) return [];
  const grpc = transport === 'grpc';
  const value = clue.scheme === null && grpc ? `http://${clue.value}` : clue.value;
  return [
    layer({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: value,
      OTEL_EXPORTER_OTLP_PROTOCOL: grpc ? 'grpc' : 'http/protobuf',
    }),
  ];
};

/** Where senders of the text send, whatever became of it. */
const addressesOf = (reading: Reading): readonly Unsent[] => {
  const sdk = reading.sdk?.sdk ?? 'spec';
  const unsent = (
    layers: readonly SettingsLayer[],
    reader: string,
    places: readonly Place[],
    doubtful: boolean,
  ): readonly Unsent[] => {
    const target: Target | undefined = targetOf(layers, reader, undefined);
    return target?.sends ? [{ facts: { target, unsent: { by: 'settings' } }, places, doubtful }] : [];
  };
  const set = reading.endpoints.find(({ use }) => use === 'general' || use === 'signal');
  const code = reading.endpoints.find(({ use }) => use === 'code');
  const exporter = exporterIn(reading);
  const sender = senderTransport(reading);
  return [
    ...(set ? unsent(settingsLayers(reading), sdk, [set], sender === null || sender.byDefault) : []),
    ...(code ? unsent(codeLayers(reading, code), sdk, [code], false) : []),
    ...(exporter
      ? unsent(
          [exporterLayer(reading, exporter)],
          'go',
          [{ start: exporter.start, end: exporter.start + exporter.value.length }],
          true,
        )
      : []),
  ];
};

/** Everything of a text that can be judged without an error. */
const unsentOf = (reading: Reading, situation: Situation): readonly Unsent[] => {
  const collector = collectorFact(reading, situation);
  const link = publishedLink(reading);
  return [
    ...addressesOf(reading),
    ...(collector ? [{ ...collector, doubtful: false }] : []),
    ...(link ? [{ ...link, doubtful: false }] : []),
  ];
};

const isOurs = ({ facts }: Unsent, { code, severity }: Finding): boolean =>
  facts.unsent === undefined ? severity !== 'info' : OF_ADDRESSES.test(code);

/** How much a finding counts: a default is no choice, and a path may be appended by what was not pasted. */
const confidenceOf = ({ doubtful }: Unsent, { severity, code }: Finding): Confidence =>
  doubtful || severity === 'info' || code === 'endpoint/signal-path-missing' ? 'medium' : 'high';

/** What the checks find in settings and files of the text alone, as causes that they make possible. */
export const unsentHits = (reading: Reading, situation: Situation, judge: Judge): readonly SeenHit[] =>
  unsentOf(reading, situation).flatMap((unsent) =>
    judge(unsent.facts)
      .filter((finding) => isOurs(unsent, finding))
      .map(
        (finding): SeenHit => ({
          code: finding.code,
          why: finding.summary,
          places: unsent.places,
          confidence: confidenceOf(unsent, finding),
          by: 'unsent',
        }),
      ),
  );
