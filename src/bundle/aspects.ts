import type { DifferenceStep } from '../model/difference.ts';
import type { Observation } from '../model/fact.ts';
import type { Delivery, TlsFact } from '../model/facts.ts';
import type { RunRecord, SeenTarget } from '../model/run-record.ts';
import type { Target } from '../model/target.ts';
import { showHeader } from '../text/mask.ts';

/** One thing that can be compared, in words; null where a side does not have it. */
export interface Aspect {
  readonly step: DifferenceStep;
  readonly name: string;
  readonly value: string | null;
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

const schemeOf = ({ url, secure }: Target): string => url?.split('://')[0] ?? (secure ? 'https' : 'http');

const proxyText = ({ proxy }: Target): string => (proxy === null ? 'none' : `${proxy.host}:${proxy.port}`);

const NAMES = {
  certificate: 'certificate to trust',
  clientCertificate: 'client certificate',
  clientKey: 'client key',
} as const;

const fileAspects = (target: Target): readonly Aspect[] =>
  (['certificate', 'clientCertificate', 'clientKey'] as const).map((role) => ({
    step: 'settings',
    name: NAMES[role],
    value: target.files[role] ?? 'none',
  }));

const headerAspects = ({ headers }: Target): readonly Aspect[] =>
  headers.map((header) => ({
    step: 'settings',
    name: `header ${header.name}`,
    value: showHeader(header).slice(header.name.length + 2),
  }));

/** What the settings mean, by which variable ever. */
const settingAspects = (target: Target): readonly Aspect[] => {
  const own = (name: string, value: string | null): Aspect => ({ step: 'settings', name, value });
  return [
    own('sending', target.sends ? 'yes' : `no (${target.why ?? 'not known'})`),
    own('protocol', target.protocol),
    own('scheme', schemeOf(target)),
    own('host', target.socket === null ? target.host : `unix:${target.socket}`),
    own('port', target.socket === null ? String(target.port) : null),
    ...target.signals.map((signal) => own(`path of ${signal}`, target.requestTargets[signal] ?? null)),
    ...headerAspects(target),
    own('proxy', proxyText(target)),
    ...fileAspects(target),
    own('compression', target.encoding),
    own('timeout', target.exportTimeoutMs === null ? 'none' : `${target.exportTimeoutMs} ms`),
    own(
      'problems',
      target.problems.length === 0
        ? 'none'
        : [...new Set(target.problems.map(({ code }) => code))].sort().join(', '),
    ),
  ];
};

const seenValue = <T>(observation: Observation<T> | undefined): T | null =>
  observation?.state === 'seen' ? observation.value : null;

const day = (iso: string): string => iso.slice(0, 10);

const tlsAspects = (tls: TlsFact | null): readonly Aspect[] => {
  if (tls === null) return [];
  const own = (name: string, value: string | null): Aspect => ({ step: 'tls', name, value });
  const [leaf] = tls.chain;
  return [
    own('TLS', tls.outcome + (tls.code === null ? '' : ` (${tls.code})`)),
    own('name in the certificate matches', tls.nameMatches === null ? null : yesNo(tls.nameMatches)),
    own('certificate', leaf ? `${leaf.subject}, issued by ${leaf.issuer}` : null),
    own('certificate valid', leaf ? `${day(leaf.validFrom)} to ${day(leaf.validTo)}` : null),
    own('client certificate wanted', tls.asksForCertificate == null ? null : yesNo(tls.asksForCertificate)),
  ];
};

const answerOf = ({ delivered, http, grpc, error, timedOut }: Delivery): string => {
  if (delivered) return 'accepted';
  if (grpc !== null) return `gRPC status ${grpc.status}${grpc.message === '' ? '' : ` (${grpc.message})`}`;
  if (http !== null) return `HTTP ${http.status} ${http.reason}`.trim();
  if (timedOut) return 'no answer in time';
  return error === null ? 'not accepted' : (error.code ?? error.message);
};

const observedAspects = ({ facts }: SeenTarget): readonly Aspect[] => {
  const dns = seenValue(facts.dns);
  const tcp = seenValue(facts.tcp);
  const proxy = seenValue(facts.proxy);
  const send = seenValue(facts.send);
  const files = seenValue(facts.files);
  return [
    ...(files?.files ?? []).map(
      ({ role, outcome }): Aspect => ({ step: 'settings', name: `file of the ${role}`, value: outcome }),
    ),
    ...(dns === null
      ? []
      : [
          {
            step: 'dns',
            name: 'addresses',
            value: dns.code ?? [...dns.addresses.map(({ address }) => address)].sort().join(', '),
          } as const,
        ]),
    ...(tcp === null
      ? []
      : [
          {
            step: 'tcp',
            name: 'connection',
            value: tcp.tries.some(({ outcome }) => outcome === 'connected')
              ? 'connected'
              : [...new Set(tcp.tries.map(({ outcome }) => outcome))].sort().join(', '),
          } as const,
        ]),
    ...(proxy === null
      ? []
      : [{ step: 'proxy', name: 'way through the proxy', value: proxy.outcome } as const]),
    ...tlsAspects(seenValue(facts.tls)),
    ...(send?.deliveries ?? []).map(
      (delivery): Aspect => ({
        step: 'send',
        name: `answer to ${delivery.signal}`,
        value: answerOf(delivery),
      }),
    ),
  ];
};

const placeAspects = (seen: RunRecord, { facts }: SeenTarget): readonly Aspect[] => {
  const container = seenValue(facts.container);
  return [
    { step: 'place', name: 'platform', value: seen.platform },
    ...(container === null ? [] : [{ step: 'place', name: 'container', value: container.kind } as const]),
  ];
};

/** Everything about one destination that two runs can be compared by, in the order of the way. */
export const aspectsOf = (seen: RunRecord, target: SeenTarget): readonly Aspect[] => [
  { step: 'settings', name: 'SDK', value: seen.sdk.name },
  ...(seen.sdk.version === null
    ? []
    : [{ step: 'settings', name: 'release of the SDK', value: seen.sdk.version } as const]),
  ...settingAspects(target.target),
  ...placeAspects(seen, target),
  ...observedAspects(target),
];
