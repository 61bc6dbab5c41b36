import { defineSight } from '../../model/check.ts';
import { DEFAULT_PORT } from '../../model/collector-intake.ts';
import { endpointEvidence } from '../../model/reading.ts';
import { sampleSent } from '../../samples/sent.ts';
import { sendTo } from '../change.ts';
import { CONVENTION, NAMES, PROTOCOLS, type Speech, speechOf } from './ports.ts';

const EXAMPLES = {
  grpc: sampleSent({ port: 4318 }).target,
  http: sampleSent({ protocol: 'http/protobuf' }).target,
};

/**
 * The port against the protocol, by the numbers alone and before anything is sent. The SDKs whose default is gRPC are
 * known by name; where HTTP is the default, the SDK in question may be another one.
 */
export const conventionSight = (own: Speech) =>
  defineSight({
    needs: ['target', 'unsent'],
    example: { target: EXAMPLES[own] },
    run: ({ target, unsent }) => {
      const { port, host, protocolBy, endpointBy, proxy, sends } = target;
      const takes = CONVENTION[port];
      // With files more is known of who receives: the port is judged by that then.
      if (unsent.by === 'files' || !sends || host === '' || proxy !== null || endpointBy.variable === null)
        return undefined;
      if (takes === undefined || takes === own || speechOf(target) !== own) return undefined;
      const asked = protocolBy.variable !== null;
      return {
        severity: asked || own === 'grpc' ? 'warning' : 'info',
        summary: `${NAMES[own]} goes to port ${port}, which by convention takes ${NAMES[takes]}`,
        explanation: `${asked ? `${protocolBy.variable} asks for` : 'The default of this SDK is'} ${target.protocol}. Receivers take ${NAMES.grpc} on 4317 and ${NAMES.http} on 4318 unless they were told otherwise; this one was not asked.`,
        evidence: [
          endpointEvidence(target),
          { label: protocolBy.variable ?? 'protocol (default)', value: target.protocol },
        ],
        fixes: [
          {
            title: `Send ${NAMES[takes]} to this port`,
            env: sendTo(target, { protocol: PROTOCOLS[takes] }),
          },
          {
            title: `Send to port ${DEFAULT_PORT[own]}, which takes ${NAMES[own]} by convention`,
            env: sendTo(target, { port: DEFAULT_PORT[own] }),
          },
        ],
      };
    },
  });
