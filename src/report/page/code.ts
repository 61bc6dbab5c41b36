import { EXPORTER_CODE } from '../../knowledge/sdk-code.ts';
import type { EnvironmentChange } from '../../model/finding.ts';
import type { Report, ReportTarget } from '../../model/report.ts';
import { signalPath } from '../../model/signal.ts';

const changed = (change: EnvironmentChange, end: string): string | null =>
  Object.entries(change).find(([name, value]) => name.endsWith(end) && value !== null)?.[1] ?? null;

const isPerSignal = (change: EnvironmentChange): boolean =>
  Object.keys(change).some((name) => /_(TRACES|METRICS|LOGS)_ENDPOINT$/.test(name));

/** URL that the exporter gets in code, which is used as it is: complete with the path of the signal. */
const urlAfter = (target: ReportTarget, change: EnvironmentChange, grpc: boolean): string | null => {
  const endpoint = changed(change, '_ENDPOINT');
  const configured = target.settings.find(({ name }) => name === 'endpoint')?.value ?? target.url;
  const base = (endpoint ?? configured).replace(/(?<!\/)\/+$/, '');
  if (base.includes('***')) return null;
  const route = signalPath(target.signals[0] ?? 'traces');
  if (grpc || (endpoint !== null && isPerSignal(change)) || base.endsWith(route)) return base;
  return `${base}${route}`;
};

/** An environment change as code of the SDK; null where the SDK or the change has none. */
export const codeLines = (report: Report, change: EnvironmentChange): readonly string[] | null => {
  const code = EXPORTER_CODE[report.sdk.name];
  const [target] = report.targets;
  if (code === undefined || target === undefined || target.signals[0] !== 'traces') return null;
  const protocol = changed(change, '_PROTOCOL') ?? target.protocol;
  const grpc = protocol === 'grpc';
  const url = urlAfter(target, change, grpc);
  if (url === null || (changed(change, '_ENDPOINT') === null && changed(change, '_PROTOCOL') === null))
    return null;
  return (grpc ? code.grpc : code.http).map((line) => line.replace('{url}', url));
};
