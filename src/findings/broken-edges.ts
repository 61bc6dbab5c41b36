import type { Evidence } from '../model/finding.ts';
import type { BrokenCall, CallEdge } from '../model/telemetry.ts';
import { grouped } from '../text/grouped.ts';
import { shareOf, spanEvidence } from './telemetry-reading.ts';

/** Edges with more than this are told by their numbers only. */
const EDGES_SHOWN = 3;

/** Calls from one service to another, with one that broke. */
type BrokenEdge = CallEdge & { readonly sample: BrokenCall };

/** Whether the request itself was seen on both sides, and not only told by times. */
export const isSeen = ({ samples }: CallEdge): boolean => samples.some(({ match }) => match === 'request');

/** Edges with broken calls, the worst first. */
export const brokenEdges = (edges: readonly CallEdge[]): readonly BrokenEdge[] =>
  edges
    .flatMap((edge) => {
      const sample = edge.samples.find(({ match }) => match === 'request') ?? edge.samples[0];
      return edge.broken > 0 && sample !== undefined ? [{ ...edge, sample }] : [];
    })
    .sort((a, b) => Number(isSeen(b)) - Number(isSeen(a)) || b.broken - a.broken);

/** What is known of one edge; of those far down only the numbers. */
export const edgeEvidence = (caller: string, edge: BrokenEdge, index: number): readonly Evidence[] => [
  {
    label: `${caller} -> ${edge.callee}`,
    value: `${shareOf(edge.broken, edge.broken + edge.joined, edge.by === 'message' ? 'message' : 'call')} start a new trace, ${grouped(edge.joined)} continue the one of ${caller}`,
  },
  ...(index >= EDGES_SHOWN
    ? []
    : [
        ...(edge.sample.called === null ? [] : [{ label: 'called', value: edge.sample.called }]),
        spanEvidence(`span of ${caller}`, edge.sample.caller),
        spanEvidence(`first span of ${edge.callee}`, edge.sample.callee),
      ]),
];
