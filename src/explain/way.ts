import type { CheckCode } from '../model/check-code.ts';
import type { Finding } from '../model/finding.ts';
import { isLoopback } from '../model/loopback.ts';
import { isAnonymous } from './about.ts';
import { factsOf, type KnownFacts } from './case.ts';
import { likelierBySettings } from './likelier.ts';
import { arriving, signalOf } from './other-signal.ts';
import type { Reading } from './reading.ts';
import { BEFORE, MISREAD, type Sender, senderOf } from './sender.ts';
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

const areaOf = (code: CheckCode): string => code.slice(0, code.indexOf('/'));

/** Areas in which a check speaks of the settings themselves. */
const OF_SETTINGS = new Set(['config', 'endpoint']);

/** Parts of the way behind which an address was used, whatever it looks like. */
const ANSWERED = new Set<string>(['http', 'grpc']);

/** Addresses that nothing can be sent to. */
const UNUSABLE = new Set<string>(['endpoint/invalid', 'endpoint/quoted', 'config/value-quoted']);

/** Faults of an address that only an answer, or the lack of one, shows. */
const BY_ANSWER = new Set<string>([
  'endpoint/not-found-vendor',
  'endpoint/path-wrong',
  'endpoint/signal-path-missing',
  'endpoint/path-doubled',
]);

/** What hangs on logins and certificates, which no URL shows. */
const isBySecrets = (code: CheckCode): boolean =>
  areaOf(code) === 'auth' || code.startsWith('tls/client-certificate-');

const SIGNAL_OFF: CheckCode = 'receiver/signal-not-enabled';

/** Whether only what the error itself points to can be the cause, whatever a check makes of the rest. */
const isBoundToError = (
  { clause: { told, codes } }: ToldClue,
  { knows }: Sender,
  code: CheckCode,
): boolean => {
  if (code === SIGNAL_OFF) return true;
  if (ANSWERED.has(told.layer)) return UNUSABLE.has(code);
  if (BY_ANSWER.has(code)) return true;
  return BEFORE.has(told.layer) && knows === 'url' && OF_SETTINGS.has(areaOf(codes[0] ?? code));
};

/** A finding that the errors of the text bear out, or that explains them by the settings. */
const fits = (clue: ToldClue, sender: Sender, { code }: Finding): boolean => {
  const { target, knows, contradicted } = sender;
  const pointsTo = clue.clause.codes.includes(code);
  if (knows === 'nothing') return pointsTo && code === SIGNAL_OFF;
  if (contradicted) return MISREAD.has(code);
  if (isBoundToError(clue, sender, code)) return pointsTo;
  if (OF_SETTINGS.has(areaOf(code))) return knows === 'settings' || areaOf(code) === 'endpoint';
  if (target.proxy !== null && areaOf(code) === 'network') return true;
  return pointsTo && (knows === 'settings' || !isBySecrets(code));
};

/** What the settings make likelier, where they are known. */
const likelier = (clue: ToldClue, { target, knows }: Sender, reading: Reading): readonly CheckCode[] => {
  const code = likelierBySettings({ clue, target, reading }, knows !== 'nothing');
  return code === undefined ? [] : [code];
};

const CONTAINER_LOCALHOST: CheckCode = 'network/container-localhost';

/** Whether it is the machine itself, or the container, that was asked. */
const isLocal = ({ line }: ToldClue, { target, knows }: Sender): boolean =>
  knows === 'nothing' ? /localhost|127\.0\.0\.1|::1/i.test(line.text) : isLoopback(target.host);

/** The cause that the nearest clause tells, judged with what is known of the settings. */
export const wayCause = (reading: Reading, told: readonly ToldClue[], judge: Judge): WayCause | null => {
  const [clue] = told;
  if (!clue) return null;
  const sender = senderOf(reading, clue);
  const { target, knows } = sender;
  const found = judge(factsOf(clue, target, arriving(reading, signalOf(clue)))).filter(
    (finding) => finding.severity === 'error' && fits(clue, sender, finding),
  );
  const judged = found.filter(({ symptomOf }) => symptomOf === undefined).map(({ code }) => code);
  const ofSettings = judged.filter((code) => OF_SETTINGS.has(areaOf(code)));
  const possible = clue.clause.codes.filter((code) => code !== CONTAINER_LOCALHOST || isLocal(clue, sender));
  const codes = [
    ...new Set([
      ...ofSettings,
      ...(judged.includes(SIGNAL_OFF) ? [SIGNAL_OFF] : []),
      ...likelier(clue, sender, reading),
      ...judged,
      ...possible,
    ]),
  ];
  return {
    clue,
    codes,
    found,
    joined: knows === 'settings' || judged.includes(SIGNAL_OFF),
    settled:
      !isAnonymous(reading.lines) &&
      codes[0] === (judged[0] ?? clue.clause.codes[0]) &&
      isSettled(clue, sender, judged),
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
