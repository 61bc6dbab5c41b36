import type { SignalPlan } from '../plan.ts';
import { type Remark, remark } from '../rules/verdict.ts';

const CODE = 'config/conflict';

/**
 * A protocol for one signal and an endpoint for all of them, or the other way round: a port speaks one protocol. Other
 * differences between general and per-signal variables are what the per-signal ones are for.
 */
const protocolAgainstEndpoint = (plan: SignalPlan): readonly Remark[] => {
  const [protocol, other] = plan.given('PROTOCOL');
  const endpoint = plan.endpoint.by;
  if (protocol === undefined || other === undefined || protocol.byFlag || endpoint === null) return [];
  const isGrpc = ({ value }: { readonly value: string }): boolean => value.trim().toLowerCase() === 'grpc';
  if (isGrpc(protocol) === isGrpc(other) || endpoint.perSignal || endpoint.byFlag) return [];
  return [remark(other, CODE, 'ignored', 'per-signal-wins')];
};

/** INSECURE for one signal against INSECURE for all. */
const insecureTwice = (plan: SignalPlan): readonly Remark[] => {
  const [own, general] = plan.given('INSECURE');
  if (own === undefined || general === undefined || own.value.trim() === general.value.trim()) return [];
  return [remark(general, CODE, 'ignored', 'per-signal-wins')];
};

/** INSECURE that says otherwise than the scheme: who wins differs between SDKs. */
const insecureAgainstScheme = (plan: SignalPlan): readonly Remark[] => {
  const { insecure, endpoint } = plan;
  if (insecure === null || endpoint.by === null || endpoint.to === null) return [];
  const scheme = /^\s*(https?):\/\//i.exec(endpoint.by.value)?.[1]?.toLowerCase();
  if (scheme === undefined) return [];
  const wantsPlain = insecure.value.trim().toLowerCase() === 'true';
  if (wantsPlain === (scheme === 'http')) return [];
  const overrides = endpoint.to.secure !== (scheme === 'https');
  return [remark(insecure, CODE, overrides ? 'changed' : 'ignored', 'insecure-against-scheme')];
};

/** Certificates for a connection that is not encrypted. */
const certificateInPlaintext = (plan: SignalPlan): readonly Remark[] => {
  const to = plan.endpoint.to;
  if (to === null || to.secure || plan.fileUse.failure !== null) return [];
  const [certificate] = [...plan.given('CERTIFICATE'), ...plan.given('CLIENT_CERTIFICATE')];
  if (certificate === undefined) return [];
  return [remark(certificate, CODE, 'ignored', 'certificate-with-plaintext')];
};

/** What the settings of one signal say against each other. */
export const conflicts = (plan: SignalPlan): readonly Remark[] => [
  ...protocolAgainstEndpoint(plan),
  ...insecureTwice(plan),
  ...insecureAgainstScheme(plan),
  ...certificateInPlaintext(plan),
];
