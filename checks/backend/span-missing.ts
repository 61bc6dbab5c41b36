import { missingBehind } from '../../src/findings/missing-behind.ts';
import { defineCheck, defineSight } from '../../src/model/check.ts';
import { endpointEvidence, headersEvidence } from '../../src/model/reading.ts';
import { sampleReadBack, sampleTarget, sampleVendor } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'backend/span-missing',
  title: 'The backend does not keep what was accepted',
  severity: 'warning',
  why: `Some backends have a header for trying things out: a request that carries it is answered like any other, and its data is
written to a log or thrown away instead of being stored. Nothing fails, and nothing is ever found.

The same shows when a backend is asked for what was sent (\`--read-back URL\`): what the receiver took is not there. Then it was dropped or
sampled away on the way, went to another backend, tenant, project or dataset, or is shown later than was waited for.

Take such a header out of \`OTEL_EXPORTER_OTLP_HEADERS\`.`,
  also: [
    defineSight({
      needs: ['readBack'],
      uses: ['hops'],
      example: { readBack: sampleReadBack({ foundAfterMs: null }, { services: ['shop'] }) },
      run: ({ readBack, hops }) => missingBehind(readBack, hops),
    }),
  ],
  needs: ['target', 'vendor'],
  example: {
    target: sampleTarget({ headers: [{ name: 'vl-debug', scheme: null, length: 1 }] }),
    vendor: sampleVendor({
      header: {
        code: 'backend/span-missing',
        summary:
          'The header VL-Debug does harm at Example Cloud: data is written to the log instead of being stored',
        assignment: 'VL-Debug=1',
        verified: true,
      },
    }),
  },
  run: ({ target, vendor }) => {
    const { header, name, docs } = vendor;
    if (header?.code !== 'backend/span-missing') return undefined;
    const named = header.assignment.split('=')[0] ?? '';
    return {
      summary: header.summary,
      explanation: `A request with this header is answered like any other, so that no exporter and no test item sees a failure; ${name} keeps nothing of it.`,
      evidence: [
        endpointEvidence(target),
        headersEvidence(target),
        { label: `documentation of ${name}`, value: docs },
      ],
      fixes: [
        {
          title: `Take the header ${named} out`,
          text: `Remove ${named} from OTEL_EXPORTER_OTLP_HEADERS (or from the headers of the signal), and keep the other headers.`,
        },
      ],
      suspicion: !header.verified,
    };
  },
});
