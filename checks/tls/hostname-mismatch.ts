import { certificateEvidence } from '../../src/findings/certificates.ts';
import { sendTo } from '../../src/findings/change.ts';
import { CONNECTION } from '../../src/knowledge/collector-connection.ts';
import { defineCheck } from '../../src/model/check.ts';
import { isLoopback } from '../../src/model/loopback.ts';
import { endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'tls/hostname-mismatch',
  title: 'The certificate is for another host name',
  severity: 'error',
  why: `The receiver's certificate is valid, for other names than the one in the endpoint: an address is used instead of a name, a
short name instead of the full one, or another server answers.

Write one of the names in the certificate into the endpoint, or issue the certificate for this name.`,
  advice: {
    title: 'Use a name of the certificate',
    text: 'Give the host as it stands in the certificate, or issue one with the name in use.',
  },
  needs: ['target', 'tls'],
  uses: ['send'],
  example: {
    target: sampleSecureTarget({ host: '127.0.0.1', endpoint: 'https://127.0.0.1' }),
    tls: sampleTls({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', nameMatches: false }),
    send: sampleFailure({
      reach: 'connected',
      error: { code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: 'names do not match' },
    }),
  },
  run: ({ target, tls, send }) => {
    if (
      tls.outcome !== 'trusted' ||
      tls.nameMatches !== false ||
      (send !== undefined && failure(send) === undefined)
    )
      return undefined;
    const names = tls.chain[0]?.names.filter((name) => !name.startsWith('*')) ?? [];
    const override = target.verifies?.name ?? null;
    const overrides =
      override === null
        ? []
        : [
            { title: 'Take the override out', env: { [CONNECTION.serverName]: null } },
            ...names
              .slice(0, 2)
              .map((name) => ({ title: `Ask for the name ${name}`, env: { [CONNECTION.serverName]: name } })),
          ];
    const hosts = override === null ? names.slice(0, 3) : [];
    const fixes = hosts.map((name) => {
      const env = sendTo(target, { host: name });
      // Nothing is sent to hosts that the settings do not name, other than this machine itself.
      const here = isLoopback(name) && isLoopback(target.host);
      return {
        title: `Use the name ${name}`,
        env,
        ...(here ? {} : { unproven: `the settings do not name ${name}, so nothing was sent there` }),
      };
    });
    return {
      summary: `The certificate of ${place(target)} is for ${names[0] ?? 'another name'}`,
      explanation: `The certificate is trusted and names ${names.join(', ') || 'nothing'}, not ${override ?? target.host}.`,
      evidence: [endpointEvidence(target), ...certificateEvidence(tls)],
      fixes: [
        ...overrides,
        ...fixes,
        ...(fixes.length + overrides.length > 0
          ? []
          : [
              {
                title: 'Issue a certificate for this name',
                text: `Issue the receiver's certificate with ${target.host} among its subject alternative names.`,
              },
            ]),
      ],
    };
  },
});
