import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Report } from '../../src/model/report.ts';
import { generalProblems, repaired, told } from '../lab/cases/run.ts';
import { type Diagnosis, diagnose } from '../lab/doctor.ts';
import { findPart, type Part } from '../lab/find-part.ts';
import type { Environment, Launch } from '../lab/process.ts';
import { senders } from '../sdk/senders.ts';
import type { SdkName } from '../sdk/versions.ts';
import { createPlace, type Place } from './place.ts';
import type { Destination, Expected, Lost, Row, Stand } from './stand.ts';

/** One row at a stand, tried with one SDK. */
export interface Trial {
  readonly stand: Stand;
  readonly row: Row;
  readonly sdk: SdkName;
}

/** What became of it. */
export interface Outcome {
  readonly name: string;
  readonly expected: Expected;
  readonly verdict: string;
  readonly code: string;
  /** Milliseconds of the doctor's run, the start of its process included. */
  readonly ms: number;
  /** Whether the item of the real SDK arrived with these settings, and with the doctor's proven fix; null: not tried. */
  readonly arrived: boolean | null;
  readonly arrivedWithFix: boolean | null;
  /** What the doctor said that is not right; empty when all is well. */
  readonly problems: readonly string[];
  /** Where the table itself is wrong: the real SDK fared otherwise than it says. */
  readonly mistakes: readonly string[];
}

const USUAL: readonly SdkName[] = ['python', 'js', 'go', 'java'];

/** `stand / row (sdk)`. */
export const nameOf = ({ stand, row, sdk }: Trial): string => `${stand.name} / ${row.name} (${sdk})`;

/** Every row of every stand with every SDK that it is for. */
export function trialsOf(stands: readonly Stand[]): readonly Trial[] {
  return stands.flatMap((stand) =>
    stand.rows.flatMap((row) => (row.sdks ?? USUAL).map((sdk): Trial => ({ stand, row, sdk }))),
  );
}

/** The parts that are not on this machine, of the stand and of the SDK. */
export function missingParts({ stand, sdk }: Trial): readonly Part[] {
  const ofSdk: Readonly<Partial<Record<SdkName, Part>>> = {
    python: 'python',
    go: 'go-sdk',
    java: 'java-sdk',
    rust: 'rust-sdk',
  };
  const own = ofSdk[sdk];
  const wanted: readonly Part[] = ['ip', ...stand.parts, ...(own === undefined ? [] : [own])];
  return wanted.filter((part) => findPart(part) === undefined);
}

/** Builds a stand, lets the doctor and the real SDKs at it one after the other, takes it down. */
export async function runStand(
  stand: Stand,
  trials: readonly Trial[],
  certificates: string,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const place = await createPlace(certificates);
  try {
    const destination = await stand.start(place);
    for (const trial of trials) {
      await pause(stand.limitMs ?? 0);
      tell(await runTrial(trial, place, destination));
    }
  } finally {
    await place.remove();
  }
}

async function runTrial(trial: Trial, place: Place, destination: Destination): Promise<Outcome> {
  const { row, sdk } = trial;
  const environment = withCertificates(row.environment, place);
  const expected = typeof row.expect === 'function' ? row.expect(sdk) : row.expect;
  const diagnosis = await diagnose({
    environment: { OTEL_SERVICE_NAME: 'world', ...environment },
    args: ['--sdk', sdk, ...(row.args ?? [])],
    start: place.launch,
  });
  const { report } = diagnosis;
  const sending = sender(trial, place.launch, destination);
  const send: typeof sending = async (changed) => {
    await pause(trial.stand.limitMs ?? 0);
    return sending(changed);
  };
  const sent = await send(environment);
  const proven = report?.rootCause?.fixes.find((fix) => fix.proven && 'env' in fix) !== undefined;
  const mended = repaired(environment, report);
  // What is switched off arrives no more: the fix is about the rest.
  const isOff = mended[`OTEL_${(row.signal ?? 'traces').toUpperCase()}_EXPORTER`] === 'none';
  const withFix = proven && sent !== null && !isOff ? await send(mended) : null;
  const { problems, mistakes } = compare(expected, diagnosis, sent, withFix);
  return {
    name: nameOf(trial),
    expected,
    verdict: report?.verdict ?? 'none',
    code: report?.rootCause?.code ?? '',
    ms: diagnosis.ms,
    arrived: sent?.arrived ?? null,
    arrivedWithFix: withFix?.arrived ?? null,
    problems,
    mistakes,
  };
}

interface Sending {
  readonly arrived: boolean;
  readonly log: string;
}

/** Each time under another name of the service, by which metrics and logs are known again. */
const sender =
  ({ sdk, row }: Trial, launch: Launch, { hasArrived }: Destination) =>
  async (environment: Environment): Promise<Sending | null> => {
    if (hasArrived === undefined) return null;
    const service = `world-${randomUUID()}`;
    const named = { ...environment, OTEL_SERVICE_NAME: service };
    const { traceId, log } = await senders[sdk](named, launch, row.signal);
    // Of metrics and logs the programs tell how many they sent.
    const id = (row.signal ?? 'traces') === 'traces' ? traceId : service;
    return { arrived: traceId !== '' && (await hasArrived(id, service)), log };
  };

function withCertificates(environment: Environment, { certificates }: Place): Environment {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replaceAll('$CERTS', certificates)]),
  );
}

function compare(
  expected: Expected,
  diagnosis: Diagnosis,
  sent: Sending | null,
  withFix: Sending | null,
): Pick<Outcome, 'problems' | 'mistakes'> {
  const { report, exitCode, stderr } = diagnosis;
  const shouldArrive =
    expected.verdict === 'healthy' ? expected.lostUnseen !== true : expected.inOwnFormat === true;
  const mistakes =
    sent === null || sent.arrived === shouldArrive
      ? []
      : [`the real item ${sent.arrived ? 'arrives' : 'is lost'}: ${sent.log.slice(-700)}`];
  if (report === undefined) return { problems: [`no report: ${stderr.slice(0, 500)}`], mistakes };
  const general = generalProblems(diagnosis);
  const own =
    expected.verdict === 'healthy'
      ? healthyProblems(report, expected.warns ?? [], exitCode)
      : lostProblems(report, expected, exitCode);
  const fix =
    withFix?.arrived === false ? [`the proven fix fails with the real SDK: ${withFix.log.slice(-500)}`] : [];
  return { problems: [...general, ...own, ...fix], mistakes };
}

function healthyProblems(report: Report, warns: readonly string[], exitCode: number): readonly string[] {
  const { verdict, rootCause, findings } = report;
  if (verdict !== 'healthy') return [`false alarm: ${verdict}: ${told(rootCause)}`];
  const loud = findings.filter(({ severity }) => severity !== 'info');
  return [
    ...(exitCode === 0 ? [] : [`exit status ${exitCode}`]),
    ...loud.filter(({ code }) => !warns.includes(code)).map((finding) => `loud: ${told(finding)}`),
    ...warns
      .filter((code) => !findings.some((finding) => finding.code === code))
      .map((code) => `silent on ${code}`),
  ];
}

function lostProblems(report: Report, expected: Lost, exitCode: number): readonly string[] {
  const { verdict, rootCause } = report;
  if (verdict === 'healthy') return [`called healthy instead of ${expected.codes.join(' or ')}`];
  const words = JSON.stringify(rootCause) ?? '';
  const advice = JSON.stringify(rootCause?.fixes ?? []);
  const [first] = rootCause?.fixes ?? [];
  return [
    ...(rootCause !== null && expected.codes.includes(rootCause.code)
      ? []
      : [`misnamed: ${told(rootCause)} instead of ${expected.codes.join(' or ')}`]),
    ...(exitCode === 1 ? [] : [`exit status ${exitCode}`]),
    ...(expected.proven && first?.proven !== true
      ? [`no fix is proven: ${JSON.stringify(rootCause?.fixes)}`]
      : []),
    ...(expected.says && !expected.says.test(words)
      ? [`does not say ${expected.says}: ${told(rootCause)} ${advice}`]
      : []),
    ...(expected.never?.test(advice) ? [`advises ${expected.never}: ${advice}`] : []),
  ];
}
