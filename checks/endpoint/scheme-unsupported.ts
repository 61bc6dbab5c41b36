import { repairEndpoint } from '../../src/findings/repair-endpoint.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure } from '../../src/model/reading.ts';
import type { Target } from '../../src/model/target.ts';
import { sampleFailure, sampleTarget } from '../../src/samples/facts.ts';

/** Schemes that exist, and that a gRPC library may take for something: often for an encrypted connection. */
const FOREIGN = /^\s*(grpcs?|https?\+grpc|otlps?|tcp|udp|unix|dns|xds|h2c?|wss?|ftp|file)\b:/i;

const isForeign = ({ endpoint, faults }: Target): boolean =>
  faults.includes('invalid') && FOREIGN.test(endpoint);

export default defineCheck({
  id: 'endpoint/scheme-unsupported',
  title: 'The scheme of the endpoint is not one that this SDK takes',
  severity: 'error',
  why: `An OTLP endpoint starts with \`http://\` or \`https://\`, for gRPC too. \`grpc://\`, \`tcp://\` and \`unix:\` make some SDKs send
nothing, fall back to their default or refuse to start; gRPC libraries take them for an encrypted connection.

Write \`http://\` for a plaintext receiver and \`https://\` for one with TLS; the protocol is chosen by
\`OTEL_EXPORTER_OTLP_PROTOCOL\`.`,
  advice: {
    title: 'Use http:// for plaintext and https:// for TLS',
    text: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317',
  },
  needs: ['target'],
  uses: ['send'],
  explains: [
    'endpoint/invalid',
    'tls/plaintext-server',
    'network/connection-refused',
    'network/dns-failure',
    'protocol/http-to-grpc-port',
    'protocol/grpc-to-http-port',
  ],
  example: {
    target: sampleTarget({ endpoint: 'grpc://localhost:4317', faults: ['invalid'], secure: true }),
    send: sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'wrong version number' } }),
  },
  run: ({ target, send }) => {
    const problem = target.problems.find(({ code }) => code === 'endpoint/scheme-unsupported');
    if (problem === undefined && !isForeign(target)) return undefined;
    const failed = failure(send);
    // Any answer came through the connection that the SDK made of it.
    const harmless =
      send !== undefined && (failed === undefined || failed.http !== null || failed.grpc !== null);
    if (harmless && problem === undefined) return undefined;
    const variable = problem?.variable ?? target.endpointBy.variable ?? 'OTEL_EXPORTER_OTLP_ENDPOINT';
    const repaired = repairEndpoint(target.endpoint);
    const encrypted = repaired?.replace(/^http:/i, 'https:');
    return {
      severity: harmless ? 'warning' : 'error',
      summary: `The scheme of ${variable} is neither http:// nor https://`,
      explanation: `The value "${target.endpoint}" has a scheme that OTLP exporters do not know: they send nothing, or not as it is meant.`,
      evidence: [endpointEvidence(target)],
      fixes:
        repaired === null
          ? [
              {
                title: 'Write the endpoint as a URL',
                text: `Set ${variable} to http://HOST:PORT or https://HOST:PORT.`,
              },
            ]
          : [...new Set([repaired, encrypted ?? repaired])].map((value) => ({
              title: `Write the endpoint with ${value.slice(0, value.indexOf(':'))}://`,
              env: { [variable]: value },
            })),
    };
  },
});
