import type { Observation } from '../../model/fact.ts';
import type { FactId } from '../../model/facts.ts';
import type { Report } from '../../model/report.ts';
import type { RunRecord } from '../../model/run-record.ts';
import type { SettingsBeside } from '../../model/setting.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { FollowTask } from '../../probes/context.ts';
import type { LayeredEnvironment } from '../../resolve/layers.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import type { Choice } from '../judge.ts';

/** What a diagnosis is made of. */
export interface DiagnoseOptions {
  readonly environment: LayeredEnvironment;
  readonly sdk: Sdk;
  readonly sdkChosenBy: Report['sdk']['chosenBy'];
  /** Release of the SDK that the application has, where that is known. */
  readonly sdkVersion?: string | null;
  readonly signals: readonly Signal[];
  /** Milliseconds for the whole run; null leaves it to the export timeout of the settings. */
  readonly timeoutMs: number | null;
  /** Whether a check takes part; all do when left out. */
  readonly chooses?: Choice | undefined;
  /** Settings and files only: nothing is connected to, and so no run is healthy. */
  readonly offline?: boolean;
  /** What is looked at behind the receiver, once it took the test items; nothing when left out. */
  readonly follow?: Following | undefined;
  /** One more empty request without the credentials, to see whether they are looked at. */
  readonly controls?: boolean;
  /** The running process whose settings these are; this one when left out. */
  readonly process?: DiagnosedProcess;
  /** Reads a file as whoever has these settings would; left out where that is the process, or this one. */
  readonly readFile?: (path: string) => Buffer | null;
  /** What is to be said of the settings beside what is found. */
  readonly notes?: readonly string[];
  /** Settings that lie beside these. */
  readonly beside?: readonly SettingsBeside[];
  /** Told of every fact as it is seen, for live output. */
  onObservation?(target: Target, fact: FactId, observation: Observation<unknown>): void;
}

/** What is looked at behind the receiver, and the secrets of those who are asked. */
export interface Following extends FollowTask {
  readonly secretValues: readonly string[];
}

/** Another process, seen from this one. */
export interface DiagnosedProcess {
  readonly pid: number;
  /** Reads a file as that process would; null when it cannot be read. */
  readFile(path: string): Buffer | null;
}

export interface Diagnosis {
  readonly report: Report;
  /** Secret values that must not appear in any output. */
  readonly secretValues: readonly string[];
  /** What the report was made of. */
  readonly seen: RunRecord;
}
