import { hasType } from '../../knowledge/collector-components.ts';
import type { CollectorBuild, CollectorComponent, CollectorProblem } from '../../model/collector.ts';

/** What decides how certain a problem is. */
interface Circumstances {
  readonly components: readonly CollectorComponent[];
  readonly build: CollectorBuild;
  /** Something of it is put in by others. */
  readonly open: boolean;
  /** A workload runs it. */
  readonly run: boolean;
}

/** What another file may hold. */
const ELSEWHERE: readonly CollectorProblem['kind'][] = ['missing', 'left-empty', 'undefined-reference'];

const ELSEWHERE_SAYS =
  'As it stands here the Collector does not start; another file may hold what is missing.';

/** A build of its own may take other keys than those that are known. */
const isOwnBuild = ({ components, build }: Circumstances): boolean =>
  build.distribution === null && components.some(({ kind, type }) => !hasType(kind, type, null));

/** Problems as certain as the circumstances leave them. */
export const tempered = (
  problems: readonly CollectorProblem[],
  circumstances: Circumstances,
): readonly CollectorProblem[] => {
  const { open, run } = circumstances;
  const own = isOwnBuild(circumstances);
  return problems.map((problem) => {
    const { kind, severity } = problem;
    if (ELSEWHERE.includes(kind) && (open || (kind === 'left-empty' && !run)))
      return { ...problem, severity: 'info', follows: ELSEWHERE_SAYS };
    if (own && severity === 'error' && (kind === 'unknown-key' || kind === 'wrong-type'))
      return {
        ...problem,
        severity: 'warning',
        follows: 'Unless this Collector is built with other components, it does not start.',
      };
    return problem;
  });
};
