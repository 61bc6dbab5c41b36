import type { ForwardTarget } from '../../forward/forward.ts';
import type { SeenFramework } from '../../launch/framework.ts';
import type { PromisedProtocol } from '../../model/application.ts';
import { place } from '../../model/reading.ts';
import type { ForwardFact } from '../../model/received.ts';
import type { TargetSecrets } from '../../model/secret.ts';
import { type Protocol, SIGNALS, type Signal, signalPath, wayOf } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import { changeEnvironment, type LayeredEnvironment } from '../../resolve/layers.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import { signalVariable } from '../../resolve/variables.ts';
import { fileStates } from '../../settings/file-states.ts';

/** Reads a file as the application would; null when it cannot be read. */
type ReadFile = (path: string) => Buffer | null;

const pathOf = (target: Target, signal: Signal, secrets: TargetSecrets | undefined): string => {
  const path = target.requestTargets[signal]?.split('?')[0] ?? '/';
  return `${path}${secrets?.query?.reveal() ?? ''}`;
};

const urlOf = (target: Target, signal: Signal, secrets: TargetSecrets | undefined): string => {
  const origin = `${target.secure ? 'https' : 'http'}://${place(target)}`;
  return target.protocol === 'grpc' ? origin : `${origin}${pathOf(target, signal, secrets)}`;
};

const tlsOf = ({ secure, files }: Target, readFile: ReadFile): Pick<ForwardTarget, 'tls'> => {
  if (!secure) return {};
  const read = (path: string | null): Buffer | null => (path === null ? null : readFile(path));
  const [ca, cert, key] = [files.certificate, files.clientCertificate, files.clientKey].map(read);
  return { tls: { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) } };
};

/** Where an application's telemetry was meant to go, as its SDK reads the settings; nothing where it sends nothing. */
const originalDestinations = (
  targets: readonly Target[],
  secrets: Readonly<Record<string, TargetSecrets>>,
  readFile: ReadFile,
): readonly ForwardTarget[] =>
  targets
    .filter(({ sends, url, socket }) => sends && url !== null && socket === null)
    .flatMap((target) =>
      target.signals.map((signal) => ({
        signal,
        protocol: target.protocol,
        url: urlOf(target, signal, secrets[target.id]),
        proxy: target.proxy === null ? null : (secrets[target.id]?.proxyUrl?.reveal() ?? null),
        timeoutMs: target.timeoutMs,
        ...tlsOf(target, readFile),
      })),
    );

/** What settings mean, with the secrets beside it. */
type Resolved = ReturnType<typeof resolve>;

/** Both protocols that tell ways apart: over HTTP the encoding of what came is kept. */
const WAYS = [
  { from: 'grpc', protocol: 'grpc' },
  { from: 'http', protocol: 'http/protobuf' },
] as const;

/** The settings as if they said this protocol for every signal. */
const speaking = (environment: LayeredEnvironment, protocol: Protocol): LayeredEnvironment =>
  changeEnvironment(environment, {
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    ...Object.fromEntries(SIGNALS.map((signal) => [signalVariable('PROTOCOL', signal), null])),
  });

/**
 * Where the telemetry of a command goes when it runs alone; `resolved` is what its settings mean. A program that speaks another
 * protocol than its settings say keeps to its own, and to the address: what came in over HTTP is passed on over HTTP, whatever
 * the settings promise.
 */
export const ownDestinations = (
  environment: LayeredEnvironment,
  sdk: Sdk,
  resolved: Resolved,
  readFile: ReadFile,
): readonly ForwardTarget[] => {
  const targetsOf = ({ resolution, secrets }: Resolved): readonly ForwardTarget[] =>
    originalDestinations(resolution.targets, secrets.targets, readFile);
  const meant = targetsOf(resolved).map((target) => ({ ...target, from: wayOf(target.protocol) }));
  const spare = WAYS.flatMap(({ from, protocol }) => {
    const missing = meant.filter((one) => one.from !== from).map(({ signal }) => signal);
    if (missing.length === 0) return [];
    const spoken = speaking(environment, protocol);
    return targetsOf(resolve(spoken, sdk, SIGNALS, fileStates(spoken, readFile)))
      .filter((target) => wayOf(target.protocol) === from && missing.includes(target.signal))
      .map((target) => ({ ...target, from, spare: true as const }));
  });
  return [...meant, ...spare];
};

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);

const takenAt = (url: string, forwarded: readonly ForwardFact[]): boolean | null => {
  const there = forwarded.filter((one) => originOf(one.url) === originOf(url));
  const delivered = there.some((one) => one.delivered > 0);
  const failed = there.some((one) => one.failed > 0);
  return delivered === failed ? null : delivered;
};

/** What the settings promise of each signal, beside what came. */
export const promisedProtocols = (
  targets: readonly Target[],
  came: (signal: Signal) => readonly Protocol[],
  forwarded: readonly ForwardFact[],
): readonly PromisedProtocol[] =>
  targets
    .filter(({ sends }) => sends)
    .flatMap(({ signals, protocol, protocolBy, endpointBy, url }) =>
      signals.map((signal) => ({
        ...{ signal, protocol, variable: protocolBy.variable, url: url ?? '' },
        ...{ endpointVariable: endpointBy.variable, came: came(signal) },
        taken: takenAt(url ?? '', forwarded),
      })),
    );

/** Where a framework sends its traces when it runs alone. */
const frameworkDestination = ({ framework, endpoint }: SeenFramework): readonly ForwardTarget[] => {
  const address = endpoint ?? framework.fallback;
  if (address === null || !URL.canParse(address)) return [];
  const { protocol } = framework;
  const path = framework.address === 'whole' || protocol === 'grpc' ? '' : signalPath('traces');
  const url = protocol === 'grpc' ? new URL(address).origin : `${address.replace(/\/$/, '')}${path}`;
  return [{ signal: 'traces', protocol, url }];
};

/** Traces go where a framework sends them, where there is one; the other signals follow the variables. */
export const commandDestinations = (
  framework: SeenFramework | null,
  byVariables: readonly ForwardTarget[],
): readonly ForwardTarget[] =>
  framework === null
    ? byVariables
    : [...frameworkDestination(framework), ...byVariables.filter(({ signal }) => signal !== 'traces')];
