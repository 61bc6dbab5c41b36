import { defineSight } from '../model/check.ts';
import { hasCredential } from '../model/credentials.ts';
import { endpointEvidence, headersEvidence } from '../model/reading.ts';
import { sampleSecureTarget, sampleVendor } from '../samples/facts.ts';

/** A backend that is known to want a credential, and settings without one; the program may still give it in code. */
export const wantedCredentialSight = defineSight({
  needs: ['target', 'vendor', 'unsent'],
  example: {
    target: sampleSecureTarget(),
    vendor: sampleVendor({ wanted: ['api-key=YOUR_API_KEY'] }),
  },
  run: ({ target, vendor, unsent }) => {
    // Of files not every value is known.
    if (unsent.by === 'files' || !vendor.certain || vendor.wanted.length === 0 || !target.sends)
      return undefined;
    if (target.headers.length > 0 || hasCredential(target)) return undefined;
    return {
      severity: 'warning',
      summary: `${vendor.name} wants a credential, and none is configured`,
      explanation:
        'No header is set in the settings. Unless the program gives one in code, the export is refused.',
      evidence: [
        endpointEvidence(target),
        headersEvidence(target),
        { label: 'documentation', value: vendor.docs },
      ],
      fixes: [
        {
          title: `Send the credential that ${vendor.name} wants`,
          env: { OTEL_EXPORTER_OTLP_HEADERS: vendor.wanted.join(',') },
          unproven: 'the doctor does not have the credential: put yours in place of the capital letters',
        },
      ],
    };
  },
});
