import { defineSight } from '../model/check.ts';
import { endpointEvidence, place } from '../model/reading.ts';
import { sampleTarget } from '../samples/facts.ts';

/** A proxy whose language the library does not speak is passed by without a word. */
export const passedBy = defineSight({
  needs: ['target'],
  example: { target: sampleTarget({ host: 'collector.example.com', passesBy: 'https_proxy' }) },
  run: ({ target }) => {
    if (target.passesBy === undefined) return undefined;
    return {
      severity: 'warning',
      summary: `This SDK passes the proxy of ${target.passesBy} by and connects to ${place(target)} directly`,
      explanation: `${target.passesBy} names a proxy that is no HTTP proxy in plaintext, and over ${target.protocol} this SDK knows no other: it goes without one, and says nothing of it.`,
      evidence: [
        endpointEvidence(target),
        { label: target.passesBy, value: 'SOCKS or https:// (not shown)' },
      ],
      fixes: [
        {
          title: 'Name an HTTP proxy, or say that none is needed',
          text: 'Where the direct way is meant, add the receiver to NO_PROXY (and no_proxy). Where it is not, write http://HOST:PORT of a proxy that knows CONNECT.',
        },
      ],
    };
  },
});
