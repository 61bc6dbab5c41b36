import type { Delivery, TlsFact } from './facts.ts';
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

/** Alerts with which a server refuses the certificate of its client, or that there is none. */
const CLIENT_ALERTS =
  /CERTIFICATE_REQUIRED|ALERT_UNKNOWN_CA|ALERT_BAD_CERTIFICATE|ALERT_CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|ALERT_UNSUPPORTED_CERTIFICATE|ALERT_ACCESS_DENIED|ALERT_DECRYPT_ERROR|SSLV3_ALERT_HANDSHAKE_FAILURE|alert (number )?(42|43|44|45|46|48|49|51|116)\b|alert (unknown ca|bad certificate|certificate (required|unknown|expired|revoked)|handshake failure|access denied|decrypt error)/i;

/** Whether the server ended the connection over the certificate of its client: it trusts or wants none of ours. */
export const wantsClientCertificate = (tls: TlsFact, failed: Delivery): boolean =>
  CLIENT_ALERTS.test(tls.code ?? '') ||
  CLIENT_ALERTS.test(`${failed.error?.code ?? ''} ${failed.error?.message ?? ''}`);
