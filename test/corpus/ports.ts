import type { Scene } from '../lab/cases/case.ts';
import type { Collector } from '../lab/collector.ts';
import type { Environment } from '../lab/process.ts';

/** Ports that are what they are everywhere, the closed ones of the lab included. */
const FIXED = new Set([4317, 4318, 4319, 5318, 3128]);

/** Kinds of fault in which what does not answer well stands where a receiver should be. */
const STANDS_FOR_RECEIVER = /^(?:network|receiver|auth|tls|config|endpoint)\//;

const ofCollector = (collector: Collector | undefined): readonly (readonly [number, number])[] =>
  collector === undefined
    ? []
    : [
        [collector.grpcPort, 4317],
        [collector.httpPort, 4318],
        [collector.metricsPort, 8888],
        [collector.healthPort, 13133],
        [collector.zpagesPort, 55679],
      ];

const portsIn = (value: string): readonly number[] =>
  [...value.matchAll(/:(\d{4,5})\b/g)]
    .map(([, digits]) => Number(digits))
    .filter((port) => port < 65_536 && !FIXED.has(port));

/**
 * What stands for each port that the settings name: those of the Collector become the usual ones; what is in a
 * receiver's place gets the usual port of the protocol, another server 8080 or 8443, a proxy 3128.
 */
export const portsOf = (
  { collector }: Pick<Scene, 'collector'>,
  environment: Environment,
  protocol: string,
  code: string,
): ReadonlyMap<number, number> => {
  const stand = (name: string, value: string): number => {
    if (/proxy/i.test(name)) return 3128;
    if (STANDS_FOR_RECEIVER.test(code)) return protocol === 'grpc' ? 4317 : 4318;
    return value.startsWith('https') ? 8443 : 8080;
  };
  const named = Object.entries(environment).flatMap(([name, value]) =>
    portsIn(value).map((port): readonly [number, number] => [port, stand(name, value)]),
  );
  return new Map([...named, ...ofCollector(collector)]);
};
