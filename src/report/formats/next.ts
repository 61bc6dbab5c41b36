import { isLoopback } from '../../model/loopback.ts';
import type { Report, ReportTarget } from '../../model/report.ts';

/** Whether nothing of the way was looked at (`--offline`). */
export const isUnsent = ({ targets }: Pick<Report, 'targets'>): boolean =>
  targets.every(({ path }) => path.every(({ state }) => state === 'unknown'));

/** What the reader does next: a command to type, and what it is for. */
export interface NextStep {
  readonly command: string;
  readonly why: string;
}

/** Ports of `listen` where they are none of its own. */
const portFlags = ({ protocol }: ReportTarget, port: string): string => {
  if (protocol === 'grpc')
    return port === '4317' ? '' : ` --grpc-port ${port}${port === '4318' ? ' --http-port 0' : ''}`;
  return port === '4318' ? '' : ` --http-port ${port}${port === '4317' ? ' --grpc-port 0' : ''}`;
};

/** The doctor as a receiver in place of one that is not there; nothing where it would not be in the way of the export. */
const standIn = (target: ReportTarget): readonly NextStep[] => {
  const refused = target.path.some(({ step, state }) => step === 'tcp' && state === 'failed');
  if (!refused || !URL.canParse(target.url)) return [];
  const { hostname, port, protocol } = new URL(target.url);
  if (!isLoopback(hostname.replace(/^\[|\]$/g, '')) || protocol !== 'http:' || port === '') return [];
  return [
    {
      command: `otel-doctor listen${portFlags(target, port)}`,
      why: 'Be the receiver meanwhile, and see what the application sends',
    },
  ];
};

/** What else is set nearby: what the reader believes to be in use may stand there. */
const lookBeside = ({ beside = [] }: Report): readonly NextStep[] => {
  const first = beside.find(({ command }) => command !== null);
  return first?.command
    ? [{ command: first.command, why: `Look with what ${first.path} sets, which was not used here` }]
    : [];
};

/** Name by which a report of the exporters of a Collector goes. */
const COLLECTOR = 'collector';

const stepsOf = (report: Report): readonly NextStep[] => {
  const { verdict, rootCause, targets, telemetry, sdk } = report;
  // A Collector has no code of its own.
  const sent = telemetry === null && sdk.name !== COLLECTOR && targets.some(({ delivered }) => delivered);
  if (verdict === 'healthy')
    return sent
      ? [
          {
            command: 'otel-doctor run -- YOUR COMMAND',
            why: 'See what the application sends itself, for its code may say something else',
          },
        ]
      : [];
  if (rootCause !== null)
    return [
      ...(telemetry === null && !rootCause.fixes.some(({ proven }) => proven)
        ? targets.slice(0, 1).flatMap(standIn)
        : []),
      {
        command: `otel-doctor explain ${rootCause.code}`,
        why: 'What this means, and how else to get out of it',
      },
    ];
  if (targets.length > 0 && telemetry === null && isUnsent(report))
    return [
      { command: 'otel-doctor', why: 'Send a test item with these settings, and see whether it arrives' },
    ];
  return targets.length > 0 && telemetry === null
    ? [{ command: 'otel-doctor --verbose', why: 'See which checks could not look, and why' }]
    : [];
};

/** What to do after a report, the likeliest first. */
export const nextSteps = (report: Report): readonly NextStep[] => [...lookBeside(report), ...stepsOf(report)];
