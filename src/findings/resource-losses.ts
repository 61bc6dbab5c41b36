import type { ApplicationFact } from '../model/application.ts';
import type { ServiceFact } from '../model/telemetry.ts';

/** A resource attribute that was given by a variable and did not arrive as given. */
export interface ResourceLoss {
  readonly key: string;
  readonly variable: string;
  readonly given: string;
  /** Null where the attribute did not arrive at all. */
  readonly arrived: string | null;
}

/** From here on texts may have been cut for the reader. */
const LONG = 100;

/** Whether a value is what was given; of long ones only the beginning may be left. */
const isSame = (given: string, arrived: string): boolean => {
  const [short = '', long = ''] = [given.trim(), arrived.trim()]
    .map((text) => text.replace(/(…|\.\.\.)$/, ''))
    .sort((one, other) => one.length - other.length);
  return short === long || (short.length >= LONG && long.startsWith(short));
};

/** Attributes of the variables against those that arrived. */
export const resourceLosses = (
  { resource }: ServiceFact,
  application: ApplicationFact,
): readonly ResourceLoss[] => {
  const { serviceName, resourceAttributes } = application;
  const others = resourceAttributes.filter(({ key }) => key !== 'service.name' || serviceName === null);
  return [
    ...(serviceName === null
      ? []
      : [{ key: 'service.name', variable: serviceName.name, given: serviceName.value }]),
    ...others.map(({ key, value }) => ({ key, variable: 'OTEL_RESOURCE_ATTRIBUTES', given: value })),
  ].flatMap((wanted) => {
    const arrived = resource.find(({ key }) => key === wanted.key)?.value ?? null;
    return wanted.given === '' || (arrived !== null && isSame(wanted.given, arrived))
      ? []
      : [{ ...wanted, arrived }];
  });
};
