import type { CheckCode } from '../model/check-code.ts';
import type { Finding } from '../model/finding.ts';
import type { SettingsLayer } from '../model/setting.ts';
import { SIGNALS } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { mergeLayers } from '../resolve/layers.ts';
import { resolve } from '../resolve/resolve.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import { sampleTarget } from '../samples/facts.ts';
import { factsOf, type KnownFacts } from './case.ts';
import { likelierBySettings } from './likelier.ts';
import { otherArrives } from './other-signal.ts';
import type { Reading } from './reading.ts';
import { exporterIn, exporterLayer, proxyLayer, requestedLayer } from './requested.ts';
import type { Resolved } from './resolved.ts';
import type { ToldClue } from './told.ts';

/** Hands facts to the checks: what they find, the root first. */
export type Judge = (facts: KnownFacts) => readonly Finding[];

/** The cause that the errors of a text tell, and what else it may be. */
export interface WayCause {
  readonly clue: ToldClue;
  readonly codes: readonly CheckCode[];
  /** Nothing else fits what is known. */
  readonly settled: boolean;
  readonly found: readonly Finding[];
  /** The settings of the sender are known, and the checks saw them. */
  readonly joined: boolean;
}

/** How much is known of the sender's settings. */
type Knowledge = 'settings' | 'url' | 'nothing';

interface Sender {
  readonly target: Target;
  /** By its settings it sends nothing, and yet its errors show that it did. */
  readonly contradicted?: true;
  readonly knows: Knowledge;
}

const targetOf = (layers: readonly SettingsLayer[], sdk: string): Target | undefined => {
  const reads = findSdk(sdk) ?? findSdk('spec');
  return reads && resolve(mergeLayers([...layers]), reads, SIGNALS).resolution.targets[0];
};

/** Parts of the way that a sender reaches without a connection: later ones show that it does send. */
const BEFORE = new Set<string>(['setting', 'file']);

/** Faults of an address that versions of an SDK read differently: as another one, or not at all. */
const MISREAD = new Set<string>([
  'endpoint/scheme-unsupported',
  'endpoint/scheme-missing',
  'endpoint/quoted',
  'config/value-quoted',
]);

/** The one whose error it is, by its settings where the text has them, by the URL of the message where it has not. */
const senderOf = (reading: Reading, resolved: Resolved, clue: ToldClue): Sender => {
  if (clue.sayer === 'collector') {
    const exporter = exporterIn(reading);
    const target = exporter && targetOf([exporterLayer(reading, exporter), proxyLayer(reading)], 'go');
    if (target) return { target, knows: 'settings' };
  } else {
    const target = resolved.targets.find(({ sends }) => sends) ?? resolved.targets[0];
    if (target && (target.sends || BEFORE.has(clue.clause.told.layer))) return { target, knows: 'settings' };
    if (target?.problems.some(({ code }) => MISREAD.has(code)))
      return { target, knows: 'settings', contradicted: true };
  }
  const requested = requestedLayer(clue);
  const target = requested && targetOf([requested], reading.sdk?.sdk ?? 'spec');
  return target
    ? { target, knows: 'url' }
    : { target: sampleTarget({ host: 'the receiver' }), knows: 'nothing' };
};

const areaOf = (code: CheckCode): string => code.slice(0, code.indexOf('/'));

/** Areas in which a check speaks of the settings themselves. */
const OF_SETTINGS = new Set(['config', 'endpoint']);

/** Parts of the way behind which an address was used, whatever it looks like. */
const ANSWERED = new Set<string>(['http', 'grpc']);

/** Addresses that nothing can be sent to. */
const UNUSABLE = new Set<string>(['endpoint/invalid', 'endpoint/quoted', 'config/value-quoted']);

/** What hangs on logins and certificates, which no URL shows. */
const isBySecrets = (code: CheckCode): boolean =>
  areaOf(code) === 'auth' || code.startsWith('tls/client-certificate-');

/** A finding that the errors of the text bear out, or that explains them by the settings. */
const fits = ({ clause }: ToldClue, { target, knows, contradicted }: Sender, { code }: Finding): boolean => {
  if (knows === 'nothing') return false;
  if (contradicted) return MISREAD.has(code);
  if (ANSWERED.has(clause.told.layer) && UNUSABLE.has(code)) return clause.codes.includes(code);
  if (OF_SETTINGS.has(areaOf(code))) return knows === 'settings' || areaOf(code) === 'endpoint';
  if (target.proxy !== null && areaOf(code) === 'network') return true;
  return clause.codes.includes(code) && (knows === 'settings' || !isBySecrets(code));
};

const SIGNAL_OFF: readonly CheckCode[] = ['receiver/signal-not-enabled'];

/** What the settings make likelier, where they are known. */
const likelier = (clue: ToldClue, { target, knows }: Sender, reading: Reading): readonly CheckCode[] => {
  const code = knows === 'nothing' ? undefined : likelierBySettings({ clue, target, reading });
  return code === undefined ? [] : [code];
};

/** The cause that the nearest clause tells, judged with what is known of the settings. */
export const wayCause = (
  reading: Reading,
  resolved: Resolved,
  told: readonly ToldClue[],
  judge: Judge,
): WayCause | null => {
  const [clue] = told;
  if (!clue) return null;
  const sender = senderOf(reading, resolved, clue);
  const { target, knows } = sender;
  const found = judge(factsOf(clue, target)).filter(
    (finding) => finding.severity === 'error' && fits(clue, sender, finding),
  );
  const judged = found.filter(({ symptomOf }) => symptomOf === undefined).map(({ code }) => code);
  const unknownRoute =
    (clue.clause.id === 'http-404' || clue.clause.id === 'grpc-12') && otherArrives(reading.text, clue);
  const ofSettings = judged.filter((code) => OF_SETTINGS.has(areaOf(code)));
  const codes = [
    ...new Set([
      ...ofSettings,
      ...(unknownRoute ? SIGNAL_OFF : []),
      ...likelier(clue, sender, reading),
      ...judged,
      ...clue.clause.codes,
    ]),
  ];
  return {
    clue,
    codes,
    found,
    joined: knows === 'settings' || unknownRoute,
    settled: codes[0] === (judged[0] ?? clue.clause.codes[0]) && isSettled(clue, sender, judged),
  };
};

/** One cause is settled when the clause says it alone, or when the facts of the settings leave one. */
const isSettled = (
  { clause }: ToldClue,
  { target, knows, contradicted }: Sender,
  judged: readonly CheckCode[],
): boolean => {
  if (contradicted) return false;
  const [first, second] = judged;
  if (first === undefined) return clause.alone === true;
  if (second !== undefined) return false;
  if (OF_SETTINGS.has(areaOf(first))) return knows === 'settings';
  if (clause.orFile && (target.files.certificate !== null || target.ignoredFiles.length > 0)) return false;
  return (
    first === clause.codes[0] &&
    (clause.alone === true || (knows === 'settings' && clause.codes.length === 1))
  );
};
