import { placeEvidence } from '../../src/findings/collector/reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleCollector } from '../../src/samples/collector.ts';

/** Variables that are told at most. */
const MOST = 5;

export default defineCheck({
  id: 'pipeline/variable-unset',
  title: "A variable of the Collector's configuration is not set",
  severity: 'error',
  why: `The configuration refers to \`\${env:NAME}\`, and the environment in which it is read has no NAME. The Collector starts all the same: it
puts nothing in its place and says so in one line of its log. An endpoint becomes empty or wrong, a token becomes an empty one.

Set the variable where the Collector is started, or give it a default: \`\${env:NAME:-value}\`.`,
  advice: {
    title: 'Set the variable, or give it a default',
    text: 'environment:\n  NAME: value',
  },
  needs: ['collector'],
  explains: [
    ...(['auth/missing', 'auth/rejected', 'auth/forbidden', 'auth/tenant-missing'] as const),
    ...(['config/header-empty', 'config/headers-malformed', 'endpoint/invalid'] as const),
    ...(['endpoint/scheme-missing', 'endpoint/path-wrong', 'network/dns-failure'] as const),
    ...(['network/connection-refused', 'pipeline/config-invalid', 'tls/ca-file-unreadable'] as const),
  ],
  example: {
    collector: sampleCollector({
      unset: [{ name: 'BACKEND_TOKEN', at: { path: 'otel-collector.yaml', line: 17, column: 20 } }],
    }),
  },
  run: ({ collector: { unset = [] } }) =>
    unset.slice(0, MOST).map(({ name, at }) => ({
      summary: `The variable ${name} is not set, and the Collector puts nothing in its place`,
      explanation: `The configuration asks for ${name} and gives no default; what is put together with it is empty or lacks a part.`,
      evidence: [placeEvidence('asked for', at)],
      fixes: [
        {
          title: 'Set the variable',
          text: `Set ${name} in the environment of the Collector, or write \${env:${name}:-VALUE} with a default.`,
        },
      ],
      location: at,
    })),
});
