/** Where a value came from. */
export type Source =
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'process'; readonly name: string; readonly pid: number }
  | { readonly kind: 'file'; readonly name: string; readonly path: string; readonly line: number }
  | { readonly kind: 'default'; readonly name: string };

/** A value that was asked for and did not win, and why. */
export interface Candidate {
  readonly value: string;
  readonly source: Source;
  readonly outcome: 'shadowed' | 'invalid';
}

/** One setting of a target, with everything that competed for it. Values are masked where they can hold secrets. */
export interface Setting {
  readonly name: string;
  readonly value: string | null;
  readonly source: Source;
  readonly candidates: readonly Candidate[];
}

/** A setting beside where telemetry goes: its name, and what is kept of it. Values that may be secrets are not in it. */
export interface OtherSetting {
  readonly label: string;
  readonly variable: string;
  readonly value: string;
  readonly source: Source;
  /** Whether the SDK in question reads the variable. */
  readonly read: boolean;
}

/** A file beside the settings in use that gives variables a value, which the environment lacks. Holds no value. */
export interface SettingsBeside {
  readonly path: string;
  /** Of the first of the variables. */
  readonly line: number;
  readonly variables: readonly string[];
  /** What looks at them; null where nothing can. */
  readonly command: string | null;
}

/** One place that gives values to variables, for example the process environment or an env file. */
export interface SettingsLayer {
  /** Variable name to value and the exact source of that value. */
  readonly values: Readonly<Record<string, { readonly value: string; readonly source: Source }>>;
}
