import type { Intake } from '../../model/collector-intake.ts';
import type { LinkFact } from '../../model/deployment.ts';
import type { Evidence, Found } from '../../model/finding.ts';
import { sendTo } from '../change.ts';
import { whereText } from '../collector/reading.ts';
import { endpointAt, knownIntakes, type Sent } from './sent.ts';

/** The receiver that a link ends at; null where it is not known. */
const intakeOf = (link: LinkFact): Intake | null => {
  const protocol = link.protocol === 'grpc' ? 'grpc' : 'http';
  const intakes = knownIntakes(link.to.collector) ?? [];
  return intakes.find((one) => one.port === link.containerPort && one.protocol === protocol) ?? null;
};

/** Whether the receiver of a link speaks TLS; null where the files do not tell. */
export const receiverHasTls = (link: LinkFact): boolean | null => intakeOf(link)?.tls ?? null;

const ownEvidence = ({ receiver, tls, at }: Intake): Evidence => ({
  label: `receiver ${receiver.id}`,
  value: `${tls ? 'with TLS' : 'without TLS'} (${whereText(at)})`,
});

/** TLS on one side only; `tls` says whether the receiver has it. */
export const encryptionFault = (sent: Sent, tls: boolean): Found | undefined => {
  const { link, target, workload } = sent;
  const intake = intakeOf(link);
  // A mesh or a sidecar may encrypt on the way, between pods only.
  if (intake === null || intake.tls !== tls || link.secure === tls || target.proxy !== null) return undefined;
  const to = `${link.host}:${link.port}`;
  return {
    summary: tls
      ? `The connection to ${link.to.label} is not encrypted, and its receiver wants TLS`
      : `The connection to ${link.to.label} is encrypted, and its receiver has no TLS`,
    explanation: tls
      ? `${workload.label} connects to ${to} without TLS; the receiver on that port has a tls section and takes nothing else.`
      : `${workload.label} connects to ${to} with TLS; the receiver on that port has no tls section and speaks plaintext.`,
    evidence: [endpointAt(sent), ownEvidence(intake)],
    fixes: [{ title: `Send ${tls ? 'with' : 'without'} TLS`, env: sendTo(target, { secure: tls }) }],
    location: link.at,
  };
};
