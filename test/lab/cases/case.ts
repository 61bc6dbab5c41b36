import type { CheckCode } from '../../../src/model/check-code.ts';
import type { ReportRoute } from '../../../src/model/report.ts';
import type { Collector } from '../collector.ts';
import type { Part } from '../find-part.ts';
import type { Environment, Launch } from '../process.ts';
import type { Lab } from './lab.ts';

/** The real SDKs of the lab. */
export type RealSdk = 'python' | 'js';

/** A set-up that stands and waits for the doctor. */
export interface Scene {
  /** The environment of the application, which the doctor is given too. */
  readonly environment: Environment;
  /** Further arguments of the doctor. */
  readonly args?: readonly string[];
  /** In which network namespace doctor and SDKs run; here unless given. */
  readonly start?: Launch;
  /** Where spans have to arrive. */
  readonly collector?: Collector;
  /** Undoes what the case has not borrowed from the lab. */
  stop?(): Promise<unknown>;
}

/** Everything arrives. */
export interface Healthy {
  readonly verdict: 'healthy';
  /** What the routes of the signals that were not chosen say; all are accepted unless given. */
  readonly routes?: readonly ReportRoute['state'][];
  /** What may be warned of, because it is true. */
  readonly warnings?: readonly CheckCode[];
  /** What has to be told, as a warning or a note. */
  readonly shows?: readonly CheckCode[];
}

/** Something is wrong, and this is what. */
export interface Unhealthy {
  readonly verdict: 'unhealthy';
  readonly code: CheckCode;
  /** Whether a change of the environment can repair it, so that the doctor has to have proven one. */
  readonly proven: boolean;
  /** Which variables the first fix sets, when they matter. */
  readonly sets?: readonly string[];
  /** What the cause, its evidence or its fixes have to say: the words of a backend. */
  readonly says?: RegExp;
  /** Another fault behind this one. */
  readonly second?: Second;
}

/** A fault that is independent of the first and lies behind it. */
export interface Second {
  readonly code: CheckCode;
  /** What the report of the first run says of it: its code as the next finding, or words in an unproven fix. */
  readonly announced: CheckCode | RegExp;
  /** What the reader does in place of the first fix where that has something to be filled in. */
  mend?(environment: Environment): Environment;
}

/** One row of the table. */
export interface Case {
  readonly name: string;
  /** Beside the Collector. */
  readonly parts?: readonly Part[];
  start(lab: Lab): Promise<Scene>;
  readonly expect: Healthy | Unhealthy;
  /** The real SDKs whose spans have to arrive: as it is when healthy, with the first fix otherwise. */
  readonly sdks?: readonly RealSdk[];
}

/** A fault that a change of the environment repairs, for both SDKs unless told otherwise. */
export function repairable(
  code: CheckCode,
  name: string,
  start: Case['start'],
  more: Partial<Pick<Case, 'parts' | 'sdks'>> & Partial<Pick<Unhealthy, 'sets' | 'says'>> = {},
): Case {
  const { sets, says, ...rest } = more;
  const expected: Unhealthy = {
    ...{ verdict: 'unhealthy', code, proven: true },
    ...(sets && { sets }),
    ...(says && { says }),
  };
  return { name: `${code}: ${name}`, start, expect: expected, sdks: ['python', 'js'], ...rest };
}

/** A fault that no variable repairs, or none whose value the doctor can know. */
export function unrepairable(
  code: CheckCode,
  name: string,
  start: Case['start'],
  parts: readonly Part[] = [],
  says?: RegExp,
): Case {
  return {
    name: `${code}: ${name}`,
    start,
    parts,
    expect: { verdict: 'unhealthy', code, proven: false, ...(says && { says }) },
  };
}

/** Two faults: the first is the cause, and its repair uncovers the second. */
export function pair(
  first: CheckCode,
  second: Second,
  start: Case['start'],
  parts: readonly Part[] = [],
): Case {
  return {
    name: `${first} and ${second.code}`,
    start,
    parts,
    expect: { verdict: 'unhealthy', code: first, proven: false, second },
  };
}

/** A set-up in which nothing is wrong. */
export function healthy(
  name: string,
  start: Case['start'],
  more: Partial<Pick<Case, 'parts' | 'sdks'>> & Partial<Omit<Healthy, 'verdict'>> = {},
): Case {
  const { routes, warnings, shows, ...rest } = more;
  return {
    name: `healthy: ${name}`,
    start,
    expect: {
      verdict: 'healthy',
      ...(routes && { routes }),
      ...(warnings && { warnings }),
      ...(shows && { shows }),
    },
    ...rest,
  };
}
