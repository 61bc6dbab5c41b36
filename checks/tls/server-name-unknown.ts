import { sendTo } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { TlsFact } from '../../src/model/facts.ts';
import type { Fix } from '../../src/model/finding.ts';
import { answerEvidence, endpointEvidence, failure, place } from '../../src/model/reading.ts';
import type { Target } from '../../src/model/target.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../src/samples/facts.ts';

const INTERNAL_ERROR = 80;
const UNRECOGNIZED_NAME = 112;

/** An address, which is never sent as a name: RFC 6066, section 3. */
const isAddress = ({ host }: Target): boolean => /^[\d.]+$|:/.test(host);

/** Whether the name was refused: said by the alert, or seen since a handshake without a name succeeds. */
const isUnknown = (target: Target, { alert, namesWithoutName }: TlsFact): boolean =>
  alert === UNRECOGNIZED_NAME ||
  namesWithoutName !== undefined ||
  (alert === INTERNAL_ERROR && isAddress(target));

const fixesFor = (target: Target, names: readonly string[]): readonly Fix[] => {
  const [name] = names.filter((one) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(one) && /[a-z]/i.test(one));
  const text = isAddress(target)
    ? 'Write the name that the proxy serves into the endpoint in place of the address (in /etc/hosts or DNS it may point to the same address): a client sends no name where the endpoint has an address.'
    : `Write the name that the proxy serves into the endpoint, or add ${target.host} to what it serves: nginx server_name with ssl_certificate, Caddy the address of the site, HAProxy the rules on req.ssl_sni, Envoy server_names of the filter chain, Traefik the Host rule.`;
  const known: Fix = {
    title: `Send to ${name}, which the server has a certificate for`,
    env: sendTo(target, { host: name ?? target.host }),
    unproven: `the settings do not name ${name}, so nothing was sent there`,
  };
  return [...(name === undefined ? [] : [known]), { title: 'Use the name that is served there', text }];
};

export default defineCheck({
  id: 'tls/server-name-unknown',
  title: 'The server does not serve this name',
  severity: 'error',
  why: `A proxy that serves several names chooses by the name that the client sends in its first TLS message, and this one is none of its own, or
none came because the endpoint has an IP address. nginx (\`ssl_reject_handshake\`) and Go's servers answer with alert 112
(unrecognized_name), Caddy with 80 (internal_error), others close the connection.

Write the name that is served into the endpoint. It is no reason to switch TLS off.`,
  advice: {
    title: 'Use the name that is served there',
    text: 'Write the name of the site into the endpoint, and no IP address.',
  },
  needs: ['target', 'tls', 'send'],
  explains: [
    ...(['tls/plaintext-server', 'tls/version-unsupported', 'tls/client-certificate-required'] as const),
    ...(['network/connection-closed', 'network/connection-reset', 'receiver/delivery-failed'] as const),
  ],
  example: {
    target: sampleSecureTarget(),
    tls: sampleTls({ outcome: 'failed', code: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME', alert: 112, chain: [] }),
    send: sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'unrecognized name' } }),
  },
  run: ({ target, tls, send }) => {
    const failed = failure(send);
    if (!target.secure || failed === undefined || !isUnknown(target, tls)) return undefined;
    const names = tls.namesWithoutName ?? [];
    const sent = isAddress(target) ? 'no name, because the endpoint has an address' : target.host;
    return {
      suspicion: tls.alert === INTERNAL_ERROR && names.length === 0,
      summary: `${place(target)} ends the TLS handshake: it does not serve ${isAddress(target) ? 'clients that send no name' : target.host}`,
      explanation: `The server speaks TLS and chooses by the name that the client sends; the exporter sends ${sent}.`,
      evidence: [
        endpointEvidence(target),
        ...(tls.alert === undefined ? [] : [{ label: 'TLS alert', value: String(tls.alert) }]),
        ...(names.length === 0 ? [] : [{ label: 'certificate without a name', value: names.join(', ') }]),
        ...answerEvidence(failed),
      ],
      fixes: fixesFor(target, names),
    };
  },
});
