import type { Delivery, TlsFact } from '../model/facts.ts';
import type { Evidence } from '../model/finding.ts';

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
  /CERTIFICATE_REQUIRED|ALERT_UNKNOWN_CA|ALERT_BAD_CERTIFICATE|ALERT_CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|ALERT_UNSUPPORTED_CERTIFICATE|ALERT_ACCESS_DENIED|ALERT_DECRYPT_ERROR|alert (number )?(42|43|44|45|46|48|49|51|116)\b|alert (unknown ca|bad certificate|certificate (required|unknown|expired|revoked)|access denied|decrypt error)/i;

/** Alert 40 says little: with TLS 1.2 that a certificate is wanted, in answer to the first message that nothing is in common. */
const HANDSHAKE_FAILURE = /SSLV3_ALERT_HANDSHAKE_FAILURE|alert handshake failure|alert (number )?40\b/i;

/** nginx lets the handshake succeed and tells on a page: https://nginx.org/en/docs/http/ngx_http_ssl_module.html#errors */
const NO_CERTIFICATE_PAGE = /No required SSL certificate was sent/i;
const BAD_CERTIFICATE_PAGE = /The SSL certificate error/i;

const pageOf = ({ http }: Delivery): string => (http === null || http.status >= 500 ? '' : http.body);

/** Whether a page says that the client certificate is missing, or that it is not accepted. */
const saysCertificate = (failed: Delivery): 'missing' | 'refused' | null =>
  NO_CERTIFICATE_PAGE.test(pageOf(failed))
    ? 'missing'
    : BAD_CERTIFICATE_PAGE.test(pageOf(failed))
      ? 'refused'
      : null;

const textsOf = (tls: TlsFact, { error }: Delivery): string =>
  `${tls.alert === undefined ? '' : `alert ${tls.alert}`} ${tls.code ?? ''} ${error?.code ?? ''} ${error?.message ?? ''}`;

/** Whether the server ended the connection over the certificate of its client: it trusts or wants none of ours. */
export const wantsClientCertificate = (tls: TlsFact, failed: Delivery): boolean => {
  if (saysCertificate(failed) !== null) return true;
  const texts = textsOf(tls, failed);
  return CLIENT_ALERTS.test(texts) || (HANDSHAKE_FAILURE.test(texts) && tls.asksForCertificate !== false);
};

/** Whether the server ended the handshake with alert 40 and had not asked for a certificate. */
export const findsNothingInCommon = (tls: TlsFact, failed: Delivery): boolean =>
  tls.asksForCertificate === false && HANDSHAKE_FAILURE.test(textsOf(tls, failed));
