import { AREAS, type Area } from '../../model/check.ts';
import type { CheckCode } from '../../model/check-code.ts';
import type { Severity } from '../../model/finding.ts';

type Words = Readonly<Record<Severity, string>>;

/** Until a receiver has taken it. */
const ON_THE_WAY: Words = {
  error: 'telemetry does not arrive',
  warning: 'it arrives, but something will bite',
  info: 'worth knowing',
};

const BEHIND: Partial<Readonly<Record<Area, Words>>> = {
  pipeline: {
    error: 'the Collector does not start, or does not hand on what it takes',
    warning: 'it works now, but something will bite',
    info: 'worth knowing',
  },
  backend: {
    error: 'what arrives is not kept',
    warning: 'it arrives, and may not be kept',
    info: 'worth knowing',
  },
  telemetry: {
    error: 'telemetry is missing, or does not show what happened',
    warning: 'it arrives, and something in it is wrong or lost',
    info: 'worth knowing',
  },
};

/** What a severity means for a fault of this area. */
export const severityWords = (code: CheckCode, severity: Severity): string => {
  const area = AREAS.find((name) => code.startsWith(`${name}/`)) ?? 'config';
  return (BEHIND[area] ?? ON_THE_WAY)[severity];
};
