import type { Found } from '../../model/finding.ts';
import { CONTAINERS } from '../containers.ts';
import { endpointAt, type Sent, senderEvidence, toReceivers } from './sent.ts';

/** localhost inside of a container in which nothing receives. */
export const localhostFault = (sent: Sent): Found | undefined => {
  const { link, workload } = sent;
  if (link.via !== 'localhost' || link.to.kind !== 'unknown' || !workload.inContainer || !link.asked)
    return undefined;
  const inPod = workload.kind === 'kubernetes';
  const where = inPod ? 'pod' : 'container';
  return {
    severity: workload.placedByOthers ? 'info' : 'error',
    summary: `localhost is the ${where} itself, and no receiver runs in it`,
    explanation: `${workload.label} runs in a ${where} of its own, where ${link.host}:${link.port} is that ${where} and not its machine: nothing in it takes telemetry.`,
    evidence: [endpointAt(sent), senderEvidence(sent)],
    fixes: toReceivers(sent, CONTAINERS[inPod ? 'kubernetes' : 'compose'].advice),
    location: link.at,
  };
};
