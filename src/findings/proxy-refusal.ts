import { identifyProxy, type KnownProxy } from '../knowledge/proxies.ts';
import type { Delivery, ProxyFact } from '../model/facts.ts';
import type { Fix, Found } from '../model/finding.ts';
import { answerEvidence, endpointEvidence, place } from '../model/reading.ts';
import type { Target } from '../model/target.ts';
import { answeringProxy, proxyOnTheWay } from './proxy-words.ts';

export const LOGIN_REQUIRED = 407;
const FORBIDDEN = 403;

/**
 * Plain HTTP passes a proxy without a tunnel, so that its refusals look like the receiver's. 407 is a proxy's alone; 403 may
 * be, which only sending without the proxy shows.
 */
export const refusalOf = (failed: Delivery): number | null => {
  const status = failed.http?.status ?? null;
  if (status === LOGIN_REQUIRED || status === FORBIDDEN) return status;
  // Squid 503, tinyproxy 500, Privoxy 503: its own page says that it could not connect.
  return status !== null && status >= 500 && FORWARDERS.includes(answeringProxy(failed)?.name ?? '')
    ? status
    : null;
};

/** It was asked for a tunnel in HTTP, and what came back was none. */
export const noHttpProxy = (target: Target, proxy: ProxyFact, failed: Delivery): Omit<Found, 'severity'> => ({
  summary: `${place(proxy)} does not answer as an HTTP proxy`,
  explanation: `${proxy.variable} sends the exports through ${place(proxy)}. This library asks every proxy for a tunnel in plain HTTP, and what came back is no HTTP: a proxy of SOCKS or of TLS does so, or another program.`,
  evidence: [
    endpointEvidence(target),
    { label: proxy.variable, value: place(proxy) },
    { label: 'answer to CONNECT', value: 'none in HTTP' },
    ...answerEvidence(failed),
  ],
  fixes: [
    {
      title: 'Name an HTTP proxy',
      text: `Write http://HOST:PORT of a proxy that knows CONNECT into ${proxy.variable}; grpc-go speaks neither SOCKS nor https:// to a proxy. Or send http/protobuf, where Go speaks SOCKS as well.`,
    },
  ],
});

/** Which program the proxy is that the settings name. */
export const forwarderOf = ({ answer }: ProxyFact, failed: Delivery): KnownProxy | null =>
  answer === undefined ? proxyOnTheWay(failed) : identifyProxy(answer.server, answer.body);

const FORWARDERS: readonly string[] = ['Squid', 'tinyproxy', 'Privoxy'];

/** A gateway's failure is that it cannot, and not that it may not. */
export const cannotReach = (status: number | null): boolean => status !== null && status >= 500;

/** What has to be done for a proxy to pass an export on. */
export const passFix = (
  target: Target,
  { variable, host, port }: ProxyFact,
  status: number | null,
  known: KnownProxy | null,
): Fix => {
  if (status === LOGIN_REQUIRED)
    return {
      title: 'Give the proxy its login',
      env: { [variable]: `http://USER:PASSWORD@${host}:${port}` },
      unproven: 'the doctor does not have the login: put yours in place of the capital letters',
    };
  return cannotReach(status)
    ? {
        title: 'Look at the way from the proxy to the receiver',
        text: `The proxy may connect and could not: check that ${place(target)} runs, and that its name and address can be reached from the proxy.${known === null ? '' : ` ${known.upstream}.`}`,
      }
    : {
        title: 'Have the proxy allow it',
        text: `Allow connections to ${place(target)} in the rules of the proxy.${known === null ? '' : ` ${known.forbidden}.`}`,
      };
};
