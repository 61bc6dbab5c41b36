/** Why something of a process is not known. */
export type Unread =
  /** The system does not let us look: another user's process, or a guarded one. */
  | 'not-permitted'
  /** There is no such thing, or no longer. */
  | 'gone'
  /** The doctor does not know how to look on this system. */
  | 'unsupported';

/** The outcome of looking: a missing permission is an answer, no error. */
export type Read<T> = { readonly value: T } | { readonly unread: Unread };

/** What a process is written in, as far as that decides which SDK it can have. */
export type Language =
  | 'python'
  | 'js'
  | 'java'
  | 'java-agent'
  | 'go'
  | 'dotnet'
  | 'ruby'
  | 'php'
  | 'rust'
  | 'cpp'
  | 'erlang'
  | 'swift'
  | 'unknown';

/** A system property on the command line of a JVM that stands for a variable and wins over it. */
export interface Property {
  /** The variable that it stands for. */
  readonly variable: string;
  /** As it is written, without its value: `-Dotel.exporter.otlp.endpoint`. */
  readonly written: string;
  readonly value: string;
}

/** A running process. `environment` and `properties` hold secrets: they are read, never shown. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number | null;
  /** Name as the system keeps it, at most 15 characters on Linux. */
  readonly name: string;
  /** Program and script in a few words, without options: `node server.js`. */
  readonly program: string;
  /** Command line with everything masked that may be a secret. */
  readonly arguments: readonly string[];
  /** Variables as they were at its start; only those that were asked for. */
  readonly environment: Read<Readonly<Record<string, string>>>;
  readonly properties: readonly Property[];
  readonly directory: Read<string>;
  readonly executable: Read<string>;
  readonly language: Language;
  readonly network: Network;
  /** Directory below which its files are found from here; null when it sees the same files as we do. */
  readonly fileRoot: string | null;
}

/** Whose network a process or a socket is in, seen from this process. */
export interface Network {
  readonly whose: 'own' | 'other' | 'unknown';
  /** `net:[4026531840]`; null where it may not be read or there is no such thing. */
  readonly id: string | null;
}

/** Who can reach a listener: this machine alone, everybody, or whoever reaches its one address. */
export type Scope = 'loopback' | 'all' | 'address';

/** A TCP port that is listened on. */
export interface Listener {
  readonly port: number;
  readonly address: string;
  readonly scope: Scope;
  readonly network: Network['whose'];
  /** Who holds it; null when that may not be seen. */
  readonly pid: number | null;
  readonly name: string | null;
}

/** An established connection that a process made or took. */
export interface Connection {
  readonly pid: number;
  readonly local: { readonly address: string; readonly port: number };
  readonly remote: { readonly address: string; readonly port: number };
}
