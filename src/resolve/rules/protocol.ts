import { PROTOCOLS, type Protocol, type Signal } from '../../model/signal.ts';
import type { Sdk } from '../sdks/sdk.ts';
import type { Given } from '../settings.ts';
import { type Read, remark } from './verdict.ts';

const findProtocol = (text: string, ignoreCase: boolean): Protocol | undefined =>
  PROTOCOLS.find((protocol) => protocol === (ignoreCase ? text.toLowerCase() : text));

/** The protocol that was probably meant. */
const meant = (text: string): Protocol | null => {
  const bare = text.toLowerCase().replace(/["'`\s]/g, '');
  const exact = findProtocol(bare, true);
  if (exact !== undefined) return exact;
  if (/grpc/.test(bare)) return 'grpc';
  if (/json/.test(bare)) return 'http/json';
  return /http|proto|binary/.test(bare) ? 'http/protobuf' : null;
};

/**
 * Rust: the program picks the transport, and the exporters are built for it. As in the measurements, it picks tonic
 * for the exact text `grpc`, else HTTP, whose builder then refuses what it reads as gRPC.
 */
const rustChoice = (given: readonly Given[], sdk: Sdk): Read<Protocol> => {
  const [first] = given;
  if (first?.value === 'grpc') return { value: 'grpc', by: first, remarks: [] };
  for (const candidate of given) {
    const protocol = findProtocol(candidate.value, true);
    if (protocol === 'grpc') {
      const detail = remark(candidate, 'config/protocol-unknown', 'does-not-start', 'case', 'grpc');
      return { value: sdk.defaultProtocol, by: candidate, remarks: [detail] };
    }
    if (protocol === 'http/protobuf') return { value: protocol, by: candidate, remarks: [] };
  }
  const remarks = first === undefined ? [] : [refused(first, sdk, 'falls-back')];
  return { value: sdk.defaultProtocol, by: first ?? null, remarks };
};

const refused = (given: Given, sdk: Sdk, effect: Sdk['protocol']['otherwise']) => {
  const known = findProtocol(given.value.trim(), sdk.protocol.ignoreCase);
  const code = known === undefined ? 'config/protocol-unknown' : 'config/protocol-unsupported';
  const wanted = meant(given.value);
  const repaired = wanted !== null && sdk.protocols.includes(wanted) ? wanted : 'http/protobuf';
  const reason = known === undefined ? 'unknown' : 'unsupported';
  return remark(given, code, effect, sdk.protocol.forgets ? `${reason}-forgets` : reason, repaired);
};

/** Reads the protocol of a signal; what cannot be used leaves the default in place. */
export const readProtocol = (given: readonly Given[], signal: Signal, sdk: Sdk): Read<Protocol> => {
  if (sdk.protocol.choice === 'rust') return rustChoice(given, sdk);
  const [first] = given;
  if (first === undefined) return { value: sdk.defaultProtocol, by: null, remarks: [] };
  const text = sdk.protocol.trim.includes(signal) ? first.value.trim() : first.value;
  const protocol = findProtocol(text, sdk.protocol.ignoreCase);
  if (protocol !== undefined && sdk.protocols.includes(protocol)) {
    return { value: protocol, by: first, remarks: [] };
  }
  return { value: sdk.defaultProtocol, by: first, remarks: [refused(first, sdk, sdk.protocol.otherwise)] };
};
