import { parseArgs } from 'node:util';
import type { Case, Scene } from '../lab/cases/case.ts';
import { createLab, type Lab } from '../lab/cases/lab.ts';
import { inTurn } from '../lab/cases/pool.ts';
import { missingParts } from '../lab/cases/run.ts';
import { diagnose } from '../lab/doctor.ts';
import { cacheDirectory } from '../lab/find-part.ts';
import { type Environment, launch } from '../lab/process.ts';
import type { SdkName } from '../sdk/versions.ts';
import { type Entry, idOf, keepsTraces, replaceEntries, type Sayer } from './entry.ts';
import {
  alternativesOf,
  codeOf,
  concerns,
  faultCases,
  firstOfKind,
  isImpossible,
  protocolOf,
  READ_DIFFERENTLY,
  sdkOf,
  signalsOf,
  stoppedBySettings,
} from './faults.ts';
import { undisturbed } from './lag.ts';
import { maskFor, shortenTraces } from './mask.ts';
import { portsOf } from './ports.ts';
import { type Order, type Sender, send, sendersOf } from './senders.ts';

/**
 * Sends with real SDKs into every fault of the lab and stores what they print: `npm run corpus -- --sdk python,js`,
 * with words that the names of cases have to contain, or whole names, each behind a `--case`. What is stored already of these SDKs and cases is replaced.
 */
const { values, positionals } = parseArgs({
  options: {
    sdk: { type: 'string', default: 'python,js,go,java,rust' },
    case: { type: 'string', multiple: true, default: [] },
  },
  allowPositionals: true,
});
const sdks = values.sdk.split(',') as readonly SdkName[];
const chosen = faultCases().filter(
  ({ name }) =>
    positionals.every((word) => name.includes(word)) &&
    (values.case.length === 0 || values.case.includes(name)),
);
/** The names of the first cases of each code and protocol. */
const firsts = firstOfKind(faultCases());
const lab = createLab();
const mask = maskFor(cacheDirectory);
const slot = inTurn(4);
const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** A case that stands, and the SDK that is to meet it. */
interface Meeting {
  readonly row: Case;
  readonly scene: Scene;
  readonly sender: Sender;
  readonly code: string;
}

/** Makes what waits for an answer wait for a shorter time, in the unit of the SDK. */
const impatient = (environment: Environment, sdk: SdkName): Environment => ({
  OTEL_EXPORTER_OTLP_TIMEOUT: sdk === 'python' ? '3' : '3000',
  ...environment,
});

/** The cause for this SDK: where SDKs read settings differently, what the doctor finds for it; null where there is none. */
async function causeFor(row: Case, scene: Scene, sdk: SdkName): Promise<string | null> {
  const code = codeOf(row);
  if (!READ_DIFFERENTLY.test(code) || sdkOf(scene) === sdk) return code;
  const { environment, start } = scene;
  const args = ['--sdk', sdk];
  const { report } = await slot(() => diagnose({ environment, args, ...(start && { start }) }));
  return report?.rootCause?.code ?? null;
}

/** What was sent arrives where the case has it arrive. */
async function arrived({ scene }: Meeting, order: Order, item: string): Promise<boolean> {
  const { collector } = scene;
  if (collector === undefined || item === '' || order.signal !== 'traces') return false;
  return collector.waitForTrace(item, 700).then(
    () => true,
    () => false,
  );
}

type Kept = { readonly entry: Entry } | { readonly dropped: 'empty' | 'arrived' | 'disturbed' };

/** Words of a text that may come from a machine that was too busy, where nothing else was to make it wait. */
const WAITED = /deadline|time[d -]?out/i;
const MAKES_WAIT = /timeout|no-response|dns-failure|timeout-suspicious/;

async function meet(meeting: Meeting, signal: Order['signal'], diagnostics: boolean): Promise<Kept> {
  const { row, scene, sender, code } = meeting;
  const wanted = { environment: impatient(scene.environment, sender.sdk), signal, diagnostics };
  const order = { ...wanted, environment: { ...wanted.environment, ...sender.settings(wanted) } };
  const { result, disturbed } = await slot(() =>
    undisturbed(() => send(sender, order, scene.start ?? launch)),
  );
  const { item, text } = result;
  const reached = await arrived(meeting, order, item);
  if (reached !== (code === 'healthy')) return { dropped: 'arrived' };
  const protocol = protocolOf(scene.environment, sender.sdk);
  const ports = portsOf(scene, scene.environment, protocol, code);
  const masked = mask(text, ports);
  const doubtful = masked.trim() === '' || (WAITED.test(masked) && !MAKES_WAIT.test(code));
  if ((disturbed && doubtful) || isImpossible(code, masked)) return { dropped: 'disturbed' };
  if (masked.trim() === '') return { dropped: 'empty' };
  const about = { sdk: sender.sdk as Sayer, version: sender.version, protocol, signal, diagnostics };
  const stopped = stoppedBySettings(masked);
  const alternatives = stopped === undefined ? alternativesOf(row.name, code) : [];
  const settings = Object.fromEntries(
    Object.entries(order.environment).map(([name, value]) => [name, mask(value, ports)]),
  );
  const id = idOf(row.name, about);
  return {
    entry: {
      ...{ id, ...about, settings, code: stopped ?? code },
      ...(alternatives.length > 0 && { alternatives }),
      text: keepsTraces({ id }) ? masked : shortenTraces(masked),
    },
  };
}

/**
 * Traces. The first case of its kind is met by the old edition too, by both with the SDK's diagnostics as well, and by
 * the new edition with another signal, as loud as it has to be to say a word.
 */
async function ordersOf(meeting: Meeting): Promise<readonly Kept[]> {
  const { row, scene, sender, code } = meeting;
  const [first, ...others] = signalsOf(scene, code);
  if (first === undefined) return [];
  const quiet = await meet(meeting, first, false);
  if (!firsts.has(row.name) || ('dropped' in quiet && quiet.dropped === 'arrived')) return [quiet];
  const loud = await meet(meeting, first, true);
  const signal = others[protocolOf(scene.environment, sender.sdk) === 'grpc' ? 0 : 1];
  const sparing = sender.edition === 'old' || sender.sdk === 'rust' || code === 'healthy';
  if (signal === undefined || sparing || READ_DIFFERENTLY.test(code)) return [quiet, loud];
  return [quiet, loud, await meet(meeting, signal, sender.sdk === 'js')];
}

async function recordCase(row: Case, senders: readonly Sender[]): Promise<readonly Kept[]> {
  const scene = await row.start(lab as Lab);
  try {
    const bySdk = sdks
      .filter((sdk) => concerns(scene, sdk))
      .map(async (sdk) => {
        const code = await causeFor(row, scene, sdk);
        if (code === null) return [];
        const own = senders.filter(
          (sender) => sender.sdk === sdk && (sender.edition === 'new' || firsts.has(row.name)),
        );
        return (await Promise.all(own.map((sender) => ordersOf({ row, scene, sender, code })))).flat();
      });
    return (await Promise.all(bySdk)).flat();
  } finally {
    await scene.stop?.();
  }
}

const senders = await sendersOf(sdks);
const standing = inTurn(2);
const kept: Kept[] = [];

/** Stores what a case gave at once: all of it together takes hours where the machine is busy. */
async function record(row: Case): Promise<void> {
  const missing = missingParts(row);
  if (missing.length > 0) return write(`${row.name}: missing ${missing.join(', ')}`);
  const own = await recordCase(row, senders);
  const entries = own.flatMap((one) => ('entry' in one ? [one.entry] : []));
  replaceEntries([row.name], sdks, entries);
  kept.push(...own);
  write(`${row.name}: ${entries.length} of ${own.length}`);
}

await Promise.all(
  chosen.map((row) =>
    standing(() => record(row)).catch((thrown: Error) => write(`${row.name}: ${thrown.stack}`)),
  ),
);
await lab.stop();
const count = (why: string): number => kept.filter((one) => 'dropped' in one && one.dropped === why).length;
const texts = kept.filter((one) => 'entry' in one).length;
write(
  `${texts} texts, ${count('empty')} runs without a word, ${count('arrived')} not hit by the fault, ${count('disturbed')} disturbed`,
);
process.exit(0);
