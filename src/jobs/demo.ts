import { errorCode } from '../model/error-code.ts';
import type { EnvironmentChange } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { ExportBatch } from '../receiver/batch.ts';
import { type Receiver, startReceiver } from '../receiver/receiver.ts';
import { render } from '../report/formats/render.ts';
import { environmentLayer, mergeLayers } from '../resolve/layers.ts';
import { spec } from '../resolve/sdks/spec.ts';
import { diagnose } from './diagnose/diagnose.ts';

type Variables = Readonly<Record<string, string>>;

/** The usual ports, a pair made from them, and any two that are free. */
const PORTS: readonly (readonly [number, number])[] = [
  [4317, 4318],
  [14317, 14318],
  [24317, 24318],
  [0, 0],
];

const countSpans = (batch: ExportBatch): number =>
  batch.signal !== 'traces'
    ? 0
    : batch.request.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .length;

const start = async (onSpans: (count: number) => void): Promise<Receiver> => {
  for (const [grpcPort, httpPort] of PORTS) {
    try {
      const onExport = (batch: ExportBatch): void => onSpans(countSpans(batch));
      return await startReceiver({ host: '127.0.0.1', grpcPort, httpPort, onExport });
    } catch (thrown) {
      if (errorCode(thrown) !== 'EADDRINUSE') throw thrown;
    }
  }
  throw new Error('no free port on 127.0.0.1');
};

const run = async (variables: Variables): Promise<Report> => {
  const { report } = await diagnose({
    environment: mergeLayers([environmentLayer(variables)]),
    sdk: spec,
    sdkChosenBy: 'default',
    signals: ['traces'],
    timeoutMs: null,
  });
  return report;
};

const apply = (variables: Variables, change: EnvironmentChange): Variables =>
  Object.fromEntries(
    Object.entries({ ...variables, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  );

/** Where the demonstration is shown. */
interface Screen {
  write(text: string): void;
  readonly columns: number;
  readonly colour: boolean;
}

const show = async (title: string, variables: Variables, report: Report, screen: Screen): Promise<void> => {
  const settings = Object.entries(variables).map(([name, value]) => `  ${name}=${value}`);
  screen.write(`${title}\n\n${settings.join('\n')}\n  $ otel-doctor\n\n`);
  screen.write(`${await render(report, 'text', screen)}\n`);
};

/**
 * Plays the main job through against a receiver of our own: a broken set-up, its cause, the proven fix, and the same
 * set-up with the fix applied. Tells how the last run ended.
 */
export const playDemo = async (screen: Screen): Promise<Report['verdict']> => {
  let spans = 0;
  const receiver = await start((count) => {
    spans += count;
  });
  try {
    screen.write(
      `An OTLP receiver runs inside this process:\ngRPC on 127.0.0.1:${receiver.grpcPort}, HTTP on 127.0.0.1:${receiver.httpPort}.\n\n`,
    );
    const broken = {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${receiver.httpPort}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    };
    const first = await run(broken);
    await show('1. A set-up that sends gRPC to the HTTP port', broken, first, screen);
    const fix = first.rootCause?.fixes.find((candidate) => candidate.proven && 'env' in candidate);
    if (fix === undefined || !('env' in fix)) throw new Error('the fix of the demonstration was not proven');
    const fixed = apply(broken, fix.env);
    const second = await run(fixed);
    await show('2. The same set-up with the first fix applied', fixed, second, screen);
    screen.write(
      `The receiver got ${spans} test spans: one for each fix that was tried, and the last one.\n`,
    );
    return second.verdict;
  } finally {
    await receiver.stop();
  }
};
