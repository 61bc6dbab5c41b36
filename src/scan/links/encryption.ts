import { sendTo } from '../../findings/change.ts';
import type { ScanFound } from '../judge/endpoint-paths.ts';
import { endpointAt, type LinkCase, placeText } from './finding.ts';
import { intakeOf } from './port.ts';

/** TLS on one side only. */
export const encryptionFinding = (given: LinkCase): ScanFound | null => {
  const { target, link } = given;
  const intake = intakeOf(given);
  // A mesh or a sidecar may encrypt on the way, between pods only.
  if (intake === null || intake.tls === target.secure || target.proxy !== null) return null;
  const own = {
    label: `receiver ${intake.receiver.id}`,
    value: `${intake.tls ? 'with TLS' : 'without TLS'} (${placeText(intake.at)})`,
  };
  const evidence = [endpointAt(given), own];
  const fixes = [
    { title: `Send ${intake.tls ? 'with' : 'without'} TLS`, env: sendTo(target, { secure: intake.tls }) },
  ];
  return target.secure
    ? {
        code: 'tls/plaintext-server',
        severity: 'error',
        summary: `The connection to ${link.to.label} is encrypted, and its receiver has no TLS`,
        explanation: `${given.workload.label} connects to ${target.host}:${target.port} with TLS; the receiver on that port has no tls section and speaks plaintext.`,
        ...{ evidence, fixes },
      }
    : {
        code: 'tls/required',
        severity: 'error',
        summary: `The connection to ${link.to.label} is not encrypted, and its receiver wants TLS`,
        explanation: `${given.workload.label} connects to ${target.host}:${target.port} without TLS; the receiver on that port has a tls section and takes nothing else.`,
        ...{ evidence, fixes },
      };
};
