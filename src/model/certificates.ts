import type { TlsFact } from './facts.ts';
import type { Evidence } from './finding.ts';

/** The certificate that the server sent, as evidence. */
export const certificateEvidence = (tls: TlsFact): readonly Evidence[] => {
  const [own] = tls.chain;
  if (own === undefined) return [];
  return [
    {
      label: 'certificate of',
      value: [own.subject, ...own.names.filter((name) => name !== own.subject)].join(', '),
    },
    { label: 'issued by', value: own.selfSigned ? `${own.issuer} (itself)` : own.issuer },
    { label: 'valid', value: `${own.validFrom.slice(0, 10)} to ${own.validTo.slice(0, 10)}` },
    ...(tls.code === null ? [] : [{ label: 'verification', value: tls.code }]),
  ];
};
