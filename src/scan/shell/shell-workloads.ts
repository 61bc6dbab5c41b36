import type { WorkloadKind } from '../../model/deployment.ts';
import { guessSdk, splitImage } from '../guess-sdk.ts';
import { emptyWorkload, over, type ScannedVariable, type Workload } from '../workload.ts';
import type { ShellRun, ShellText } from './assignment.ts';
import { readShell } from './read-shell.ts';

/** Whose commands are read. */
export interface ShellOwner {
  readonly path: string;
  /** For a sentence, such as `shell script run.sh`. */
  readonly label: string;
  /** What its commands are given from outside. */
  readonly base: readonly ScannedVariable[];
  readonly inContainer: boolean;
  readonly kind: WorkloadKind;
}

/** What starts a program of which a script knows the SDK; any other command of it may be a tool. */
const INSTRUMENTED = /opentelemetry|javaagent|otel/i;

const sdkOf = ({ words, image }: ShellRun, started: readonly (readonly string[])[]): string | null => {
  if (words.length > 0 || image !== null) return guessSdk(image, words);
  const guesses = started
    .filter((command) => INSTRUMENTED.test(command.join(' ')))
    .map((command) => guessSdk(null, command));
  const [first = null, ...more] = new Set(guesses);
  return more.length === 0 ? first : null;
};

const imageOf = ({ image, at }: ShellRun): Workload['image'] =>
  image === null ? null : { ...splitImage(image), at };

const workloadOf = (run: ShellRun, owner: ShellOwner, started: readonly (readonly string[])[]): Workload => {
  const { at, image, words } = run;
  const { path, label } = owner;
  const container = image !== null;
  const what = container ? `container of ${image} in ${label}` : label;
  return {
    ...emptyWorkload({
      ...{ id: `${path}#${at.line}:${at.column}`, label: what, group: path, name: path, at },
      kind: container ? 'container' : owner.kind,
    }),
    variables: container ? run.variables : over(owner.base, run.variables),
    ...{ command: words, sdk: sdkOf(run, started), image: imageOf(run), hostNetwork: run.hostNetwork },
    inContainer: container || owner.inContainer,
    // Whoever starts it may set more.
    complete: false,
  };
};

/** Programs that a shell starts with settings, as workloads. */
export const shellWorkloads = (sources: readonly ShellText[], owner: ShellOwner): readonly Workload[] => {
  const { runs, started } = readShell(sources);
  return runs.map((run) => workloadOf(run, owner, started));
};
