import { findSwitchedOff } from '../knowledge/switched-off.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { Attempt, Delivery, MeaningFact, SendFact, SurveyFact, VendorFact } from '../model/facts.ts';
import type { Evidence, Fix } from '../model/finding.ts';
import { onOwnPort } from '../model/reading.ts';
import type { Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';

/** A signal that the same receiver takes, and how that is known. */
export interface Taken {
  readonly signal: Signal;
  readonly evidence: Evidence;
}

const tried = ({ signal, accepted, path }: Attempt): Taken => ({
  signal,
  evidence: accepted
    ? { label: 'accepted', value: `an empty export to ${path}` }
    : { label: 'takes more', value: `${path} answers otherwise than a route that is not there` },
});

/** What a receiver takes besides the signal that failed: items that arrived are the best evidence, then its routes. */
/** Refused in a body for programs: a page or a line of text is what any web server says. */
const refusesInWords = ({ refuses, http }: Attempt): boolean =>
  refuses === true && /json|protobuf/i.test(http?.contentType ?? '');

export const takenBeside = (
  target: Target,
  failed: Delivery,
  send: SendFact,
  survey: SurveyFact,
): readonly Taken[] => {
  const own = onOwnPort(survey, target).filter(
    ({ protocol, secure }) =>
      (protocol === 'grpc') === (target.protocol === 'grpc') && secure === target.secure,
  );
  const delivered = send.deliveries
    .filter((one) => one.delivered)
    .map(
      ({ signal }): Taken => ({
        signal,
        evidence: { label: 'delivered', value: `the ${signal} of this run` },
      }),
    );
  if (delivered.length > 0) return delivered;
  // A server that says yes to everything takes nothing.
  if (own.some(({ kind, accepted }) => kind === 'nonsense' && accepted)) return [];
  const routes = own.filter(({ kind, signal }) => kind === 'signal' && signal !== failed.signal);
  const accepted = routes.filter((one) => one.accepted);
  const found = accepted.length > 0 ? accepted : routes.filter(refusesInWords);
  return found
    .filter(({ signal }, index) => found.findIndex((other) => other.signal === signal) === index)
    .map(tried);
};

/** Whether the words are those of a Collector's server, which is Go's: other products have no pipelines to add. */
const mayBeCollector = ({ http, grpc }: Delivery): boolean =>
  http === null ? /^unknown service /.test(grpc?.message ?? '') : /^404 page not found/.test(http.body);

/** What can be done where a receiver does not take a signal. */
export const signalFixes = (failed: Delivery, product: string | null): readonly Fix[] => {
  const { signal } = failed;
  const pipeline = `service:\n  pipelines:\n    ${signal}:\n      receivers: [otlp]\n      exporters: [YOUR_EXPORTER]`;
  const off: Fix = {
    title: `Switch the exporter of ${signal} off`,
    env: { [`OTEL_${signal.toUpperCase()}_EXPORTER`]: 'none' },
    unproven: 'it ends the error, and no data of this signal is sent any more',
  };
  const elsewhere: Fix = {
    title: `Send ${signal} to a receiver that takes them`,
    text: `Set OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT to it: a signal's own variable wins over the general one.`,
  };
  if (product === null && mayBeCollector(failed))
    return [
      { title: `Add a ${signal} pipeline to the Collector`, text: pipeline },
      ...(signal === 'traces' ? [] : [off]),
    ];
  return signal === 'traces' ? [elsewhere] : [off, elsewhere];
};

/** The product that is known not to take the signal, by what its answer means or by its documentation; else null. */
export const productName = (
  meaning: MeaningFact | undefined,
  vendor: VendorFact | undefined,
  code: CheckCode,
): string | null => {
  if (meaning?.code === code) return meaning.vendor;
  return vendor?.endpoint?.aspect === 'signal' ? vendor.name : null;
};

/** The receiver that says that it is switched off: to the test item, or on its documented path. */
export const switchedOff = (target: Target, failed: Delivery, survey: SurveyFact) => {
  const texts = [failed.http?.body, ...onOwnPort(survey, target).map(({ http }) => http?.body)];
  for (const body of texts) {
    const known = body === undefined ? undefined : findSwitchedOff(body);
    if (body !== undefined && known) return { ...known, body };
  }
  return null;
};
