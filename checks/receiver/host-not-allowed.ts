import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { REFUSES_HOST } from '../../src/knowledge/host-refusals.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'receiver/host-not-allowed',
  title: 'The server does not answer to this host name',
  severity: 'error',
  why: `The server compares the \`Host\` header of a request with a list of its own names, as a guard against DNS rebinding, and the name in the
endpoint is not in it. It has nothing to do with credentials. It is usual where a server that was used as \`localhost\` gets the
name of a Compose or Kubernetes service.

Add the name to the server's list (\`--allowed-hosts\` in MLflow, \`ALLOWED_HOSTS\` in Django), or send to a name that it allows.`,
  advice: {
    title: 'Allow the name at the server',
    text: 'MLflow: mlflow server --allowed-hosts "mlflow:5000,localhost:*" (or MLFLOW_SERVER_ALLOWED_HOSTS).',
  },
  needs: ['target', 'send'],
  uses: ['meaning'],
  explains: ['auth/forbidden', 'receiver/rejected-payload', 'auth/tenant-missing'],
  example: {
    target: sampleTarget({ host: 'mlflow', port: 5000, endpoint: 'http://mlflow:5000' }),
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(403, { body: 'Invalid Host header - possible DNS rebinding attack detected' }),
    }),
  },
  run: ({ target, send, meaning }) => {
    const failed = failure(send);
    const status = failed?.http?.status ?? 0;
    if (failed?.http == null || status < 400 || status > 499) return undefined;
    const said = REFUSES_HOST.test(failed.http.body);
    if (!isMeant(meaning, 'receiver/host-not-allowed', said)) return undefined;
    const name = place(target);
    return {
      summary: `The server does not answer to the name ${name}`,
      explanation: `The server at ${name} compares the Host header with its list of names, and ${name} is not in it.`,
      evidence: [
        ...answeredEvidence(target, failed, meaning),
        { label: 'Host sent', value: target.authority },
      ],
      fixes: [
        ...vendorFixes(meaning),
        {
          title: `Allow ${name} at the server`,
          text: `Add ${name} to the host names that the server allows (MLflow: --allowed-hosts '${name},localhost:*'; Django: ALLOWED_HOSTS), or send to a name or an address that it allows already.`,
        },
      ],
    };
  },
});
