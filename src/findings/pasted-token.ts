import type { SendFact } from '../model/facts.ts';
import type { Found } from '../model/finding.ts';
import { endpointEvidence } from '../model/reading.ts';
import type { Target } from '../model/target.ts';
import { isTokenForAddress } from '../text/tokens.ts';
import { fallbackSentence, fallbackSeverity } from './fallback.ts';

/** Whether a token stands where an address belongs; in a saved run it is hidden. */
export const isHiddenToken = (endpoint: string): boolean => endpoint === '***' || isTokenForAddress(endpoint);

/** `http://` in front of a token makes no address of it. */
export const pastedToken = (target: Target, send: SendFact | undefined, variable: string): Found => ({
  severity: fallbackSeverity(target, send),
  summary: `${variable} holds what looks like a token, not an address`,
  explanation: `A receiver is named by a URL such as http://collector:4318. What stands there has no http:// or https:// in front and looks like a key or token, so it is hidden here.${fallbackSentence(target)}`,
  evidence: [endpointEvidence(target)],
  fixes: [
    {
      title: `Set ${variable} to the address of the receiver`,
      text: 'A key belongs into OTEL_EXPORTER_OTLP_HEADERS, behind the name of the header that the receiver asks for.',
    },
  ],
});
