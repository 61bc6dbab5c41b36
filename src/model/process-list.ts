import type { Language, Listener, Network, Unread } from './process.ts';
import type { Protocol, Signal } from './signal.ts';

/** Where a process sends one signal, as its SDK reads its settings. Masked. */
export interface SignalExport {
  readonly sends: boolean;
  /** Finding code of what keeps it from sending. */
  readonly why: string | null;
  readonly protocol: Protocol;
  readonly url: string | null;
}

/** A process that has OTEL_ settings or holds a port of OTLP. */
export interface ListedProcess {
  /** Null where somebody holds a port and who it is may not be seen. */
  readonly pid: number | null;
  readonly name: string | null;
  readonly program: string | null;
  readonly language: Language;
  /** The SDK by whose rules its settings were read. */
  readonly sdk: string;
  readonly settings: 'set' | 'none' | Unread;
  readonly network: Network['whose'];
  /** Null without settings. */
  readonly exports: Readonly<Record<Signal, SignalExport>> | null;
  readonly ports: readonly Pick<Listener, 'port' | 'address' | 'scope'>[];
}

export interface ProcessList {
  readonly processes: readonly ListedProcess[];
  /** Processes whose environment may not be read. */
  readonly notPermitted: number;
}
