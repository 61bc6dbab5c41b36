import type { Secret, TargetSecrets } from '../../../src/model/secret.ts';
import type { Signal } from '../../../src/model/signal.ts';
import type { Target } from '../../../src/model/target.ts';
import type { FileStates } from '../../../src/resolve/files.ts';
import { throughFlavour } from '../../../src/resolve/flavours/translate.ts';
import { environmentLayer, mergeLayers } from '../../../src/resolve/layers.ts';
import { resolve } from '../../../src/resolve/resolve.ts';
import { findSdk } from '../../../src/resolve/sdks/index.ts';
import type { Sdk } from '../../../src/resolve/sdks/sdk.ts';
import { spec } from '../../../src/resolve/sdks/spec.ts';

/** What was seen at the capture server, as far as a resolution can say it beforehand. */
export interface Expected {
  readonly outcome: 'request' | 'tls-handshake-failed' | 'nothing-sent';
  readonly port?: number;
  readonly tls?: boolean;
  readonly via?: 'proxy';
  readonly method?: string;
  readonly target?: string;
  readonly authority?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly client?: boolean;
}

/** Headers that the capture server leaves out of its notes. */
const USUAL = new Set(['content-type', 'user-agent', 'content-length', 'host', 'connection', 'accept', 'te']);

/** The program of the measurements set these. */
const SURROUNDINGS = {
  OTEL_SERVICE_NAME: 'truth',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
};

/** Files as they were: those below the certificate directories were there, all others were not. */
const statesFor = (paths: readonly string[]): FileStates =>
  Object.fromEntries(
    paths.map((path) => {
      if (!path.startsWith('$CERTS/')) return [path, 'missing'];
      return [path, path.endsWith('bad.pem') ? 'not-pem' : 'pem'];
    }),
  );

const tunnelThrough = (port: number, target: Target): Expected => {
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  const request = { method: 'CONNECT', target: `${host}:${target.port}`, headers: {} };
  return { outcome: 'request', port, tls: false, via: 'proxy', ...request };
};

const headersOf = (
  { encoding, protocol }: Target,
  own: Readonly<Record<string, Secret>>,
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => (USUAL.has(name) ? [] : [[name, value.reveal()]])),
  ),
  ...(encoding === 'none' ? {} : { [protocol === 'grpc' ? 'grpc-encoding' : 'content-encoding']: encoding }),
});

/** A Unix socket: whether it is there is seen by trying, and none was where this was measured. */
const isNowhere = ({ socket }: Target): boolean => socket !== null;

/** The programs of the measurements had no package of a propagator; `changed` are SDKs that do not start without it. */
const lacksPackage = ({ problems }: Target): boolean =>
  problems.some(({ detail, effect }) => detail === 'needs-package' && effect === 'changed');

/** Programs of flavours were run with nothing but their environment. */
const surroundingsOf = ({ flavour }: Sdk): Readonly<Record<string, string>> =>
  flavour === undefined ? SURROUNDINGS : {};

/** What will be put on the wire for a signal of a target, with its secrets. */
export const predictTarget = (
  target: Target | undefined,
  own: TargetSecrets | undefined,
  trusted: boolean,
  signal: Signal = 'traces',
): Expected & { readonly why: string | null } => {
  if (target === undefined || !target.sends || isNowhere(target) || lacksPackage(target))
    return { outcome: 'nothing-sent', why: target?.why ?? 'nowhere' };
  const { proxy } = target;
  if (proxy !== null && proxy.form === 'connect') return { ...tunnelThrough(proxy.port, target), why: null };
  if (target.secure && !trusted) {
    return { outcome: 'tls-handshake-failed', port: target.port, tls: true, why: null };
  }
  const requestTarget = `${target.paths[signal] ?? ''}${own?.query?.reveal() ?? ''}`;
  return {
    outcome: 'request',
    port: proxy?.port ?? target.port,
    tls: target.secure,
    ...(proxy === null ? {} : { via: 'proxy' }),
    method: 'POST',
    target: proxy === null ? requestTarget : `http://${target.authority}${requestTarget}`,
    authority: target.authority,
    headers: headersOf(target, own?.headers ?? {}),
    client: target.files.clientCertificate !== null && target.files.clientKey !== null,
    why: null,
  };
};

/** What an SDK will put on the wire for the traces of an environment, by `resolve` alone. */
export const predict = (
  sdkName: string,
  env: Readonly<Record<string, string>>,
  signal: Signal = 'traces',
): Expected & { readonly why: string | null } => {
  const sdk = findSdk(sdkName) ?? spec;
  const environment = throughFlavour(
    mergeLayers([environmentLayer({ ...surroundingsOf(sdk), ...env })]),
    sdk,
  );
  const values = Object.values(env).map((value) => value.trim());
  const states = statesFor(values);
  const { resolution, secrets } = resolve(environment, sdk, [signal], states);
  const [target] = resolution.targets;
  const own = target === undefined ? undefined : secrets.targets[target.id];
  const trusted = target?.files.certificate?.startsWith('$CERTS/') === true;
  return predictTarget(target, own, trusted, signal);
};
