import type { CollectorExporter } from '../../collector/exporters.ts';
import type { Finding, Proof, TriedFix } from '../../model/finding.ts';
import { shownPatch, tells } from '../../scan/patch/shown.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import type { Hop } from './hop.ts';
import { type Patched, patchedBy } from './patches.ts';
import { type SenderContext, senderOf } from './sender.ts';
import type { Surroundings } from './sources.ts';
import { withToken } from './with-token.ts';

/** What patches are tried with. */
export interface Proving {
  readonly hop: Hop;
  readonly exporter: CollectorExporter;
  readonly context: SenderContext;
  readonly around: Surroundings;
  /** What came of patches that were tried, by their text: findings share them. */
  readonly tried: Map<string, Promise<Proof | null>>;
}

/** Patches that are tried at most. */
const MOST_TRIES = 6;

/** A patch is tried for this long at most. */
const PROVE_MS = 4_000;

const STOPS = (hop: Hop): boolean =>
  hop.fact.problems.some(({ severity }) => severity === 'error') || hop.configuration.root === null;

/** Sends with the patched files; the proof where it arrives, else null. */
const send = async ({ hop, id }: Patched, { context }: Proving): Promise<Proof | null> => {
  const written = hop.exporters.find((one) => one.id === id);
  if (written === undefined || written.signals.length === 0 || STOPS(hop)) return null;
  const { exporter } = await withToken(written, context.offline);
  const options = senderOf(exporter, exporter.signals, context);
  const { onObservation: _, ...quiet } = options;
  const started = performance.now();
  const { report } = await diagnose({
    ...quiet,
    ...{ timeoutMs: PROVE_MS, chooses: () => false, controls: false },
  });
  if (report.verdict !== 'healthy') return null;
  const traceId = report.targets.find((target) => target.traceId !== null)?.traceId ?? null;
  return { traceId, ms: performance.now() - started };
};

const asPatch = (fix: TriedFix, { patch }: Patched): TriedFix => {
  const { title, unproven } = fix;
  return {
    ...{ title, patch: shownPatch(patch), proven: false },
    ...(unproven === undefined ? {} : { unproven }),
  };
};

/** Fixes as patches of the files, each tried by sending with it, where that may help. */
export const provePatches = async (finding: Finding, proving: Proving): Promise<Finding> => {
  const { hop, exporter, context, around, tried } = proving;
  const fixes: TriedFix[] = [];
  const seen = new Set<string>();
  for (const fix of finding.fixes) {
    const patched = patchedBy(fix, exporter, hop, around);
    if (patched === null || !tells(patched.patch)) {
      fixes.push(fix);
      continue;
    }
    if (seen.has(patched.patch.diff)) continue;
    seen.add(patched.patch.diff);
    const untried = asPatch(fix, patched);
    const worthIt = fix.proven || ('patch' in fix && fix.unproven === undefined);
    const known = tried.get(patched.patch.diff);
    if (!worthIt || context.offline || (known === undefined && tried.size >= MOST_TRIES)) {
      fixes.push(untried);
      continue;
    }
    const trying = known ?? send(patched, proving);
    tried.set(patched.patch.diff, trying);
    const proof = await trying;
    fixes.push(proof === null ? untried : { ...untried, proven: true, proof });
  }
  const order = ({ proven }: TriedFix): number => (proven ? 0 : 1);
  return { ...finding, fixes: [...fixes].sort((a, b) => order(a) - order(b)) };
};
