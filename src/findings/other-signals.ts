import { findSwitchedOff } from '../knowledge/switched-off.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { Attempt, Delivery, MeaningFact, SendFact, SurveyFact, VendorFact } from '../model/facts.ts';
import type { Evidence, Fix } from '../model/finding.ts';
import { answerEvidence, endpointEvidence, onOwnPort, place, postedEvidence } from '../model/reading.ts';
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

/** Refused in a body for programs: a page or a line of text is what any web server says. */
const refusesInWords = ({ refuses, http }: Attempt): boolean =>
  refuses === true && /json|protobuf/i.test(http?.contentType ?? '');

/** What a receiver takes besides the signal that failed: items that arrived are the best evidence, then its routes. */
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

/** The signals of a run that a receiver answers as it answered this one. */
export const missingWith = (failed: Delivery, { deliveries }: SendFact): readonly Signal[] =>
  deliveries
    .filter(
      ({ delivered, http, grpc }) =>
        !delivered && http?.status === failed.http?.status && grpc?.status === failed.grpc?.status,
    )
    .map(({ signal }) => signal);

/** Where several signals are posted to; over gRPC that is one place. */
export const postedOf = (target: Target, missing: readonly Signal[]): readonly Evidence[] => {
  if (target.signals.length < 2) return [];
  const shown = target.protocol === 'grpc' ? missing.slice(0, 1) : missing;
  return shown.map((signal) => postedEvidence(target, signal));
};

/** Exporters switched off: tried where an item of another signal is left to arrive. */
const switchOff = (signals: readonly Signal[], others: boolean): Fix => {
  const env = Object.fromEntries(signals.map((signal) => [`OTEL_${signal.toUpperCase()}_EXPORTER`, 'none']));
  const names = `exporter${signals.length > 1 ? 's' : ''} of ${signals.join(' and ')}`;
  if (others) return { title: `Switch the ${names} off: nothing of that is sent any more`, env };
  return {
    title: `Switch the ${names} off`,
    env,
    unproven: 'it ends the error, and no data of this signal is sent any more',
  };
};

/** What can be done where a receiver does not take signals. */
export const signalFixes = (
  failed: Delivery,
  missing: readonly Signal[],
  send: SendFact,
  product: string | null,
): readonly Fix[] => {
  const optional = missing.filter((signal) => signal !== 'traces');
  const others = send.deliveries.some(({ delivered }) => delivered);
  const off = optional.length === 0 ? [] : [switchOff(optional, others)];
  if (product === null && mayBeCollector(failed)) {
    const pipelines = missing.map(
      (signal) => `    ${signal}:\n      receivers: [otlp]\n      exporters: [YOUR_EXPORTER]`,
    );
    const name = missing.length === 1 ? `a ${missing[0]} pipeline` : `pipelines for ${missing.join(' and ')}`;
    const text = ['service:', '  pipelines:', ...pipelines].join('\n');
    return [{ title: `Add ${name} to the Collector`, text }, ...off];
  }
  const variables = missing.map((signal) => `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT`);
  const elsewhere: Fix = {
    title: `Send ${missing.join(' and ')} to a receiver that takes them`,
    text: `Set ${variables.join(' and ')} to it: a signal's own variable wins over the general one.`,
  };
  return [...off, elsewhere];
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
  const body = texts.find((text) => text !== undefined && findSwitchedOff(text) !== undefined);
  const off = body === undefined ? undefined : findSwitchedOff(body);
  if (body === undefined || off === undefined) return null;
  return {
    summary: `The OTLP receiver of ${off.product} is switched off`,
    explanation: `${place(target)} is ${off.product}, which takes OTLP only when its receiver is switched on.`,
    evidence: [
      endpointEvidence(target),
      postedEvidence(target, failed.signal),
      ...answerEvidence(failed),
      { label: `says ${off.product}`, value: body },
    ],
    fixes: [{ title: `Switch the receiver of ${off.product} on`, text: off.advice }],
  };
};
