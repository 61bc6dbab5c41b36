import type { Signal } from '../../model/signal.ts';

/** A setting of a program's own that says what a variable of OpenTelemetry would. */
export interface OwnSetting {
  /** The variable that it stands for. */
  readonly means: string;
  /** As the environment spells it; null where no variable is read. */
  readonly variable: string | null;
  /** As its file spells it, with dots between its parts; null where no file has it. */
  readonly property: string | null;
  /** What its own words mean, in lower case; a word that is not among them stands for itself. */
  readonly words?: Readonly<Record<string, string>>;
  /** A path that is appended where the value does not end in it. */
  readonly appends?: string;
  /** It is the front of many: what stands behind it is the name of a header. */
  readonly isMap?: true;
}

/** What has to be set before a program sends anything of a signal. */
interface Need {
  readonly signals: readonly Signal[];
  /** Variable of OpenTelemetry or of the program; an endpoint may come from anywhere. */
  readonly variable: string;
  /** The only values that do; null for any. */
  readonly values: readonly string[] | null;
  /** A protocol that is named does as well. */
  readonly orProtocol?: true;
  /** A value that does. */
  readonly example: string;
}

/** A file of a project that speaks for a program or framework, when all of the texts are in it. */
export interface ProjectSign {
  readonly file: RegExp;
  readonly has: readonly RegExp[];
}

/** Where its users write settings. */
export type SettingPlace =
  /** `application.properties`, and a variable for each property. */
  | 'properties'
  /** The environment. */
  | 'variables';

/** A program or framework that sets an SDK up in its own way. */
export interface Flavour {
  /** As its makers write it. */
  readonly title: string;
  /** The SDK inside, which reads what counts. */
  readonly base: string;
  /** The only `OTEL_*` variables that count under their own name; null for all of the SDK inside. */
  readonly only: readonly string[] | null;
  /** Its own settings, the strongest of those with one meaning first. */
  readonly own: readonly OwnSetting[];
  /** What it does where nothing says otherwise, as variables. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly needs: readonly Need[];
  /** What it sends without a word in its code or its build. */
  readonly signals: readonly Signal[];
  readonly place: SettingPlace;
  /** Any of them tells it; empty where no project is one of it. */
  readonly signs: readonly ProjectSign[];
  /** Names of its program, where that alone tells it. */
  readonly programs: readonly string[];
  /** What it writes when an export fails; null for nothing at all. */
  readonly tells: string | null;
  /** When it sends what it holds, in one sentence. */
  readonly flushes: string;
}
