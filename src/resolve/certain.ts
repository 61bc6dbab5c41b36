import type { SettingProblem, Target } from '../model/target.ts';

/** What is set elsewhere, so that its value is not known. */
export interface UnknownValues {
  readonly names: readonly string[];
  /** False where more may be set than is known by name. */
  readonly complete: boolean;
}

const NAMES_SERVICE = /^OTEL_(SERVICE_NAME|RESOURCE_ATTRIBUTES)$/;
const DECIDES_ENDPOINT = /ENDPOINT|PROTOCOL|INSECURE/;

/** What would be said otherwise if a value were known that is not. */
const dependsOnUnknown = (
  { code }: SettingProblem,
  { endpointBy }: Target,
  { names, complete }: UnknownValues,
): boolean => {
  if (code === 'config/service-name-missing')
    return !complete || names.some((name) => NAMES_SERVICE.test(name));
  const ofEndpoint = code.startsWith('endpoint/') || code === 'config/conflict';
  return ofEndpoint && endpointBy.variable === null && names.some((name) => DECIDES_ENDPOINT.test(name));
};

/** A service may be meant to send no metrics or no logs; only who sends no traces either is asked about. */
const isMeant = ({ code }: SettingProblem, { signals }: Target): boolean =>
  (code === 'config/exporter-none' || code === 'config/exporter-not-otlp') && !signals.includes('traces');

/** A target with the problems that stand whatever the unknown values are, and whatever its owner meant. */
export const withCertainProblems = (target: Target, unknown: UnknownValues): Target => ({
  ...target,
  problems: target.problems.filter(
    (problem) => !dependsOnUnknown(problem, target, unknown) && !isMeant(problem, target),
  ),
});
