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

const isSetElsewhere = ({ signals }: Target, { names }: UnknownValues, setting: string): boolean =>
  ['', ...signals.map((signal) => `${signal.toUpperCase()}_`)].some((of) =>
    names.includes(`OTEL_EXPORTER_OTLP_${of}${setting}`),
  );

/** A target with what is known of it where a variable that decides has its value elsewhere: then its default says nothing. */
const asFarAsKnown = (target: Target, unknown: UnknownValues): Target => {
  const { endpointBy, protocolBy, port } = target;
  if (endpointBy.variable === null && isSetElsewhere(target, unknown, 'ENDPOINT'))
    return { ...target, faults: [], sends: false, host: '' };
  return protocolBy.variable === null && isSetElsewhere(target, unknown, 'PROTOCOL')
    ? { ...target, protocol: port === 4317 ? 'grpc' : 'http/protobuf' }
    : target;
};

/** A target with the problems that stand whatever the unknown values are, and whatever its owner meant. */
export const withCertainProblems = (target: Target, unknown: UnknownValues): Target => ({
  ...asFarAsKnown(target, unknown),
  problems: target.problems.filter(
    (problem) => !dependsOnUnknown(problem, target, unknown) && !isMeant(problem, target),
  ),
});
