import type { LinkFact } from '../../model/deployment.ts';
import type { Evidence, Location } from '../../model/finding.ts';
import { endpointEvidence } from '../../model/reading.ts';
import type { Target } from '../../model/target.ts';
import type { Workload } from '../workload.ts';
import type { Landscape } from './join.ts';

/** What a finder of links is handed. */
export interface LinkCase {
  readonly link: LinkFact;
  readonly target: Target;
  readonly workload: Workload;
  readonly land: Landscape;
}

/** A place for a sentence. */
export const placeText = ({ path, line }: Location): string => `${path}:${line}`;

/** The endpoint with its place. */
export const endpointAt = ({ link, target }: LinkCase): Evidence => ({
  label: endpointEvidence(target).label,
  value: `${target.endpoint} (${placeText(link.at)})`,
});

/** Whether the protocol is certain: it was asked for, or an agent decides and not the program. */
export const isProtocolCertain = ({ target, workload }: LinkCase): boolean =>
  target.protocolBy.variable !== null ||
  workload.sdk === 'java-agent' ||
  workload.variables.some(({ from }) => from === 'instrumentation') ||
  workload.command.some((word) => /opentelemetry-instrument$/.test(word));
