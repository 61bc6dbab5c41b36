import type { ForwardTarget } from '../../forward/forward.ts';
import type { TargetSecrets } from '../../model/secret.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';

/** Reads a file as the application would; null when it cannot be read. */
type ReadFile = (path: string) => Buffer | null;

const hostOf = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const pathOf = (target: Target, signal: Signal, secrets: TargetSecrets | undefined): string => {
  const path = target.requestTargets[signal]?.split('?')[0] ?? '/';
  return `${path}${secrets?.query?.reveal() ?? ''}`;
};

const urlOf = (target: Target, signal: Signal, secrets: TargetSecrets | undefined): string => {
  const origin = `${target.secure ? 'https' : 'http'}://${hostOf(target.host)}:${target.port}`;
  return target.protocol === 'grpc' ? origin : `${origin}${pathOf(target, signal, secrets)}`;
};

const tlsOf = ({ secure, files }: Target, readFile: ReadFile): Pick<ForwardTarget, 'tls'> => {
  if (!secure) return {};
  const read = (path: string | null): Buffer | null => (path === null ? null : readFile(path));
  const [ca, cert, key] = [files.certificate, files.clientCertificate, files.clientKey].map(read);
  return { tls: { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) } };
};

/** Where an application's telemetry was meant to go, as its SDK reads the settings; nothing where it sends nothing. */
export const originalDestinations = (
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
