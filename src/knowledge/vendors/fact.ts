import type { MeaningFact, VendorFact } from '../../model/backend.ts';
import type { Delivery } from '../../model/facts.ts';
import type { Target } from '../../model/target.ts';
import {
  endpointProblem,
  headerProblem,
  readAnswer,
  recogniseBySight,
  recogniseVendor,
  successStatuses,
  wantedHeaders,
} from './lookup.ts';
import type { Vendor } from './types.ts';

/** Whether it takes OTLP in any way, as far as that is known. */
const takesOtlp = ({ transports }: Vendor): boolean =>
  Object.values(transports).some(({ taken }) => taken !== false);

/** What is known of the backend that a target belongs to; null when it is none that is known. */
export const vendorFact = (target: Target): VendorFact | null => {
  const { host, port, basePath, protocol, secure, headers } = target;
  const recognised = recogniseVendor(host, port, basePath);
  if (recognised === null) return null;
  const { vendor } = recognised;
  const signal = target.signals[0] ?? 'traces';
  const { perSignal } = target.endpointBy;
  const problem = endpointProblem(vendor, {
    host,
    protocol,
    secure,
    port,
    path: basePath,
    perSignal,
    signal,
  });
  const header = headerProblem(vendor, headers, { signal, protocol });
  return {
    id: vendor.id,
    name: vendor.name,
    certain: recognised.by === 'host' && recognised.verified,
    docs: vendor.docs,
    endpoint: problem && {
      aspect: problem.aspect,
      summary: problem.summary,
      url: problem.url,
      env: problem.env,
      complete: problem.complete,
      verified: problem.verified,
    },
    header: header && {
      code: header.code,
      summary: header.summary,
      assignment: header.header.assignment,
      verified: header.verified,
    },
    ...(takesOtlp(vendor) ? {} : { instead: vendor.traps[0]?.text ?? vendor.docs }),
    wanted: wantedHeaders(vendor, { signal, protocol })
      .filter(({ need }) => need === 'always')
      .map(({ assignment }) => assignment),
  };
};

/** Whether this backend, recognised by its own host, accepts an export with this HTTP status. */
export const isVendorSuccess = (target: Target, status: number): boolean => {
  const recognised = recogniseVendor(target.host, target.port, target.basePath);
  const certain = recognised?.by === 'host' && recognised.verified;
  return certain && status >= 200 && successStatuses(recognised.vendor, target.signals[0]).includes(status);
};

/**
 * What an answer means at the backend that a target belongs to, or that holds its port or speaks in its words; null
 * when nothing is known of it.
 */
export const meaningFact = (
  target: Target,
  { http, grpc, signal }: Delivery,
  holders: readonly string[] = [],
): MeaningFact | null => {
  const texts = [http?.body ?? '', grpc?.message ?? ''];
  const recognised =
    recogniseVendor(target.host, target.port, target.basePath) ?? recogniseBySight({ holders, texts });
  const vendor = recognised?.vendor;
  const answer = http
    ? { status: http.status, body: http.body }
    : grpc && { status: grpc.status, body: grpc.message };
  if (vendor === undefined || answer === null) return null;
  const sent = target.headers.map(({ name }) => name);
  const meaning = readAnswer(vendor, { ...answer, transport: http ? 'http' : 'grpc', sent, signal });
  return (
    meaning && {
      vendor: vendor.name,
      code: meaning.code,
      meaning: meaning.meaning,
      advice: meaning.advice,
      docs: meaning.docs,
      verified: meaning.verified,
    }
  );
};
