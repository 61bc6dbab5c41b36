import { fallbackSentence, fallbackSeverity } from '../../src/findings/fallback.ts';
import { repairEndpoint, unseenCharacter } from '../../src/findings/repair-endpoint.ts';
import { FOLLOWS_FROM_FALLBACK } from '../../src/knowledge/consequences.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence } from '../../src/model/reading.ts';
import { sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'endpoint/invalid',
  title: 'The endpoint is not a URL',
  severity: 'error',
  why: `An OTLP endpoint is \`http://host:port\` or \`https://host:port\`, with an optional path. Two schemes, a blank, a
missing slash, a port above 65535 or an unreplaced placeholder make it something that no exporter can use: it sends
nothing, or quietly uses its default.

Write the URL anew; the port is a number from 1 to 65535.`,
  advice: {
    title: 'Give host and port there, or use the option for URLs',
    text: 'In Go: WithEndpointURL("http://collector:4318/v1/traces"), or WithEndpoint("collector:4318") with WithInsecure().',
  },
  needs: ['target'],
  uses: ['send'],
  explains: FOLLOWS_FROM_FALLBACK,
  example: {
    target: sampleTarget({
      endpoint: 'http:/localhost:4318',
      faults: ['invalid'],
      url: null,
      host: '',
      port: 0,
    }),
  },
  run: ({ target, send }) => {
    if (!target.faults.includes('invalid')) return undefined;
    const variable = target.endpointBy.variable ?? 'OTEL_EXPORTER_OTLP_ENDPOINT';
    const repaired = repairEndpoint(target.endpoint);
    const unseen = unseenCharacter(target.endpoint);
    const hidden =
      unseen === null ? '' : ` It holds a character that is not seen (${unseen}), as copied texts do.`;
    return {
      severity: fallbackSeverity(target, send),
      summary: 'The endpoint is not a URL that an exporter can use',
      explanation: `The value cannot be read as http://host:port or https://host:port, so nothing can be sent there.${hidden}${fallbackSentence(target)}`,
      evidence: [endpointEvidence(target)],
      fixes:
        repaired === null
          ? [
              {
                title: 'Write the endpoint as a URL',
                text: `Set ${variable} to http://HOST:PORT or https://HOST:PORT of your receiver, for example http://localhost:4318.`,
              },
            ]
          : [{ title: 'Write the endpoint as it was probably meant', env: { [variable]: repaired } }],
    };
  },
});
