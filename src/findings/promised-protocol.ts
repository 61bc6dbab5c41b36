import type { PromisedProtocol } from '../model/application.ts';
import { DEFAULT_PORT } from '../model/collector-intake.ts';
import type { Fix, Severity } from '../model/finding.ts';
import { wayOf } from '../model/signal.ts';

/** The settings say one way in so many words, and everything came over the other. */
export const differs = ({ protocol, variable, came }: PromisedProtocol): boolean =>
  variable !== null && came.length > 0 && came.every((one) => wayOf(one) !== wayOf(protocol));

const portOf = (url: string): number => (URL.canParse(url) ? Number(new URL(url).port) : 0);

/** The port that is known to be the one of the protocol that the settings promise, and so not of the one that came. */
const isOtherPort = ({ protocol, url }: PromisedProtocol): boolean =>
  portOf(url) === DEFAULT_PORT[wayOf(protocol)];

/** The settings that fit what the program sends: its protocol, and the port of it where the other is named. */
export const followFix = (one: PromisedProtocol): Fix => {
  const { variable, endpointVariable, url, came } = one;
  const [spoken = 'http/protobuf'] = came;
  const moved = isOtherPort(one) && endpointVariable !== null && !url.includes('***') ? new URL(url) : null;
  if (moved !== null) moved.port = String(DEFAULT_PORT[wayOf(spoken)]);
  return {
    title: 'Say what the program really sends',
    env: {
      ...(variable === null ? {} : { [variable]: spoken }),
      ...(moved === null || endpointVariable === null ? {} : { [endpointVariable]: moved.origin }),
    },
  };
};

/** What becomes of it where the program runs alone. */
export const whatBecomesOf = (one: PromisedProtocol): string => {
  if (one.taken === true) return `${one.url} takes both.`;
  if (one.taken === false) return `Passed on as it came, ${one.url} refused it.`;
  return isOtherPort(one)
    ? `Alone it sends that to ${one.url}, the port of ${one.protocol}, where it is lost.`
    : `Whether ${one.url} takes that, this run cannot tell.`;
};

/** Harmless where the destination took it, and certain where it refused it. */
export const severityOf = (one: PromisedProtocol): Severity => {
  if (one.taken === true) return 'info';
  return one.taken === false || isOtherPort(one) ? 'error' : 'warning';
};
