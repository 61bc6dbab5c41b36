import type { CollectorExporter } from '../../collector/exporters.ts';
import { OF_CONFIGURATION } from '../../knowledge/collector-findings.ts';
import type { CheckOutcome } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { SeenTarget } from '../../model/run-record.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { isDelivered } from '../diagnose/judge-targets.ts';
import type { Diagnosis } from '../diagnose/options.ts';
import type { Hop } from './hop.ts';
import { type Proving, provePatches } from './prove-patches.ts';
import { type SenderContext, senderOf } from './sender.ts';
import type { Surroundings } from './sources.ts';
import { tellInKeys } from './tell.ts';
import { withToken } from './with-token.ts';

/** What was seen and found of one exporter. */
export interface Sent {
  readonly exporter: CollectorExporter;
  readonly looked: readonly SeenTarget[];
  readonly found: readonly Finding[];
  readonly outcomes: readonly CheckOutcome[];
  readonly secretValues: readonly string[];
}

const withIds = (diagnosis: Diagnosis, prefix: string) => {
  const named = (id: string): string => `${prefix}${id}`;
  const { seen } = diagnosis;
  return {
    looked: seen.targets.map(({ target, facts }) => ({ target: { ...target, id: named(target.id) }, facts })),
    tried: seen.tried.map((finding) => ({ ...finding, targets: finding.targets.map(named) })),
  };
};

/** What the file alone says of an exporter. */
const saidOfExporter = (found: readonly Finding[], exporter: CollectorExporter): readonly Finding[] => {
  const lines = Object.values(exporter.layer.values).flatMap(({ source }) =>
    source.kind === 'file' ? [`${source.path}:${source.line}`] : [],
  );
  return found.filter(
    ({ code, location }) =>
      code === OF_CONFIGURATION.exporter &&
      location !== undefined &&
      lines.includes(`${location.path}:${location.line}`),
  );
};

/** What is found of an exporter that does not deliver: where it does not even send, its file says it best. */
const withSaid = (
  tried: readonly Finding[],
  own: readonly Finding[],
  looked: readonly SeenTarget[],
): readonly Finding[] => {
  if (looked.every(isDelivered)) return tried;
  const errors = own.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 && looked.every(({ target }) => !target.sends)) {
    const targets = looked.map(({ target }) => target.id);
    return [
      ...errors.map((finding) => ({ ...finding, targets })),
      ...tried.filter(({ code }) => !code.startsWith('endpoint/')),
    ];
  }
  const more = own.flatMap(({ fixes }) => fixes).filter((fix) => 'patch' in fix);
  return tried.map((finding) =>
    finding.severity === 'error' ? { ...finding, fixes: [...finding.fixes, ...more] } : finding,
  );
};

const REFUSED_HTTP: readonly number[] = [401, 403];
/** PERMISSION_DENIED and UNAUTHENTICATED. */
const REFUSED_GRPC: readonly number[] = [7, 16];

/** Whether what failed was refused for want of credentials. */
const isRefused = ({ facts }: SeenTarget): boolean =>
  facts.send?.state === 'seen' &&
  facts.send.value.deliveries.every(
    ({ delivered, http, grpc }) =>
      delivered || REFUSED_HTTP.includes(http?.status ?? 0) || REFUSED_GRPC.includes(grpc?.status ?? 0),
  );

/** Credentials that the Collector would have had, and we have not: nothing is blamed for what was refused without them. */
const lacksCredentials = ({ authentication }: CollectorExporter, looked: readonly SeenTarget[]): boolean =>
  authentication?.unknown === true && looked.every((one) => isDelivered(one) || isRefused(one));

/** Sends through one exporter, and says what is wrong in the terms of its file. */
export const sendThrough = async (
  hop: Hop,
  written: CollectorExporter,
  {
    prefix,
    context,
    around,
    said,
  }: { prefix: string; context: SenderContext; around: Surroundings; said: readonly Finding[] },
): Promise<Sent> => {
  const { exporter, secrets } = await withToken(written, context.offline);
  const diagnosis = await diagnose(senderOf(exporter, exporter.signals, context));
  const { looked, tried } = withIds(diagnosis, prefix);
  const found: Finding[] = [];
  const trials: Proving['tried'] = new Map();
  const standing = lacksCredentials(exporter, looked)
    ? tried.filter(({ severity }) => severity !== 'error')
    : tried;
  for (const finding of withSaid(standing, saidOfExporter(said, exporter), looked)) {
    const proven = await provePatches(finding, { hop, exporter, context, around, tried: trials });
    found.push(tellInKeys(proven, exporter));
  }
  const outcomes = diagnosis.report.checks.map(
    ({ code, status, why, by }): CheckOutcome => ({
      ...{ code: code as CheckOutcome['code'], status, target: `${prefix}t1`, findings: [] },
      ...(why === undefined ? {} : { why }),
      ...(by === undefined ? {} : { by }),
    }),
  );
  return { exporter, looked, found, outcomes, secretValues: [...diagnosis.secretValues, ...secrets] };
};
