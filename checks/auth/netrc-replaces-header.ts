import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, place } from '../../src/model/reading.ts';
import { healthyFacts, sampleTarget } from '../../src/samples/facts.ts';

const HABITS = {
  framing: 'length',
  http2: false,
  userAgent: null,
  redirects: 'counted',
  readsNetrc: true,
} as const;

export default defineCheck({
  id: 'auth/netrc-replaces-header',
  title: 'A login in .netrc replaces the configured credentials',
  severity: 'warning',
  why: `Python's OTLP exporter over HTTP sends with requests, which looks into \`~/.netrc\` (or the file that \`NETRC\` names). Where that has a login for the
receiver's host, or a \`default\`, the header \`authorization\` becomes \`Basic\` with that login, and the key from
\`OTEL_EXPORTER_OTLP_HEADERS\` never leaves the process: 401 for a key that is right, on one machine only.

Take the host out of the file, or start the application with \`NETRC=/nowhere\`. Over gRPC, and in other languages, nothing reads it.`,
  advice: {
    title: 'Keep .netrc out of it',
    text: 'NETRC=/nowhere for the application, or take the host out of ~/.netrc.',
  },
  needs: ['target', 'files'],
  example: {
    target: sampleTarget({
      habits: HABITS,
      headers: [{ name: 'authorization', scheme: 'Bearer', length: 20 }],
    }),
    files: { ...healthyFacts().files, netrc: { path: '/home/shop/.netrc', entry: 'host' } },
  },
  run: ({ target, files: { netrc } }) => {
    if (netrc === undefined) return undefined;
    const replaced = target.headers.some(({ name }) => name === 'authorization');
    return {
      severity: replaced ? 'warning' : 'info',
      summary: replaced
        ? `${netrc.path} replaces the authorization that is configured for ${place(target)}`
        : `${netrc.path} adds a login to what is sent to ${place(target)}`,
      explanation: `It has a login for ${netrc.entry === 'host' ? target.host : 'every host (default)'}, which requests sends as Basic; the doctor sent what the settings say.`,
      evidence: [endpointEvidence(target), { label: 'login in', value: netrc.path }],
      fixes: [
        {
          title: 'Start the application without .netrc',
          text: `NETRC=/nowhere in its environment, or take ${netrc.entry === 'host' ? `the line of ${target.host}` : 'the line default'} out of ${netrc.path}.`,
        },
      ],
    };
  },
});
