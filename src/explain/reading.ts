export type { Confidence } from '../model/explanation.ts';

import type { Match } from '../knowledge/messages/match.ts';
import type { Confidence } from '../model/explanation.ts';

/** A part of the text, in characters from its beginning. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A line of what was pasted, counted from 1, without colours and unpacked when it is JSON. */
export interface Line {
  readonly number: number;
  readonly text: string;
  /** Where it begins in the text of the reading. */
  readonly start: number;
  /** What collects the logs of containers says that it is the line of one. */
  readonly contained?: true;
}

/** A known message in the text. */
export interface MessageClue extends Place {
  readonly match: Match;
}

/** A setting that the text gives a value, under the name of its environment variable. */
export interface SettingClue extends Place {
  readonly name: string;
  readonly value: string;
}

/** Where an address is used: in the general variable, a signal's own, code, or an exporter or receiver of a Collector. */
export type Use = 'general' | 'signal' | 'code' | 'exporter' | 'receiver';

/** Which way OTLP is carried. */
export type Transport = 'grpc' | 'http';

/** An address with what it is used for. */
export interface EndpointClue extends Place {
  readonly use: Use;
  readonly value: string;
  readonly scheme: string | null;
  readonly host: string;
  readonly port: number | null;
  readonly path: string;
  /** What the place itself tells of the protocol: its exporter, its constructor. */
  readonly transport: Transport | null;
}

/** The language whose SDK the text is about. */
export interface SdkClue extends Place {
  readonly sdk: string;
}

/** What was recognised in a text. */
export interface Reading {
  readonly text: string;
  readonly lines: readonly Line[];
  /** More lines than are looked at may have to do with telemetry. */
  readonly cut: boolean;
  readonly messages: readonly MessageClue[];
  readonly settings: readonly SettingClue[];
  readonly endpoints: readonly EndpointClue[];
  /** Ways of carrying OTLP that the text names for the sender. */
  readonly transports: readonly (Place & { readonly transport: Transport })[];
  readonly sdk: SdkClue | null;
}

/** The parts of the text that show something. */
export interface Hit {
  readonly places: readonly Place[];
  /** Where it is more or less sure than usual. */
  readonly confidence?: Confidence;
}
