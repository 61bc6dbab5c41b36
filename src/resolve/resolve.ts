import { maskUrl } from '../model/mask.ts';
import { type Secret, type Secrets, secret, type TargetSecrets } from '../model/secret.ts';
import type { Candidate, Setting, Source } from '../model/setting.ts';
import { grpcMethod, PROTOCOLS, type Protocol, SIGNALS, type Signal, signalPath } from '../model/signal.ts';
import type { DecidedBy, Resolution, Target } from '../model/target.ts';
import { type ParsedEndpoint, parseEndpoint, requestPath } from './endpoint.ts';
import { headerShapes, parseHeaders } from './headers.ts';
import type { LayeredEnvironment } from './layers.ts';
import { chooseProxy } from './proxy.ts';
import type { Sdk } from './sdks/sdk.ts';
import { secretLiterals } from './secrets.ts';
import { generalVariable, type OtlpSetting, signalVariable } from './variables.ts';

/** The value that won for one setting of one signal. */
interface Chosen {
  readonly value: string | null;
  readonly source: Source;
  readonly by: DecidedBy;
  readonly candidates: readonly Candidate[];
}

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * The per-signal variable wins over the general one, and an empty value counts as unset; a flag wins over both.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#configuration-options
 */
const choose = (
  environment: LayeredEnvironment,
  setting: OtlpSetting,
  signal: Signal,
  fallback: string,
): Chosen => {
  const general = environment.get(generalVariable(setting));
  const own = environment.get(signalVariable(setting, signal));
  const present = [own, general].filter((entry) => entry !== undefined && entry.value.trim() !== '');
  const [first, second] = present;
  if (first === undefined) {
    const by = { variable: null, perSignal: false, byFlag: false };
    return { value: null, source: { kind: 'default', name: fallback }, by, candidates: [] };
  }
  const generalFlagWins =
    second !== undefined && second.source.kind === 'flag' && first.source.kind !== 'flag';
  const [winner, loser] = generalFlagWins ? [second, first] : [first, second];
  const perSignal = winner === own;
  const variable = perSignal ? signalVariable(setting, signal) : generalVariable(setting);
  const by = { variable, perSignal, byFlag: winner.source.kind === 'flag' };
  const lost: Candidate[] = loser ? [{ value: loser.value, source: loser.source, outcome: 'shadowed' }] : [];
  return { value: winner.value, source: winner.source, by, candidates: [...winner.shadowed, ...lost] };
};

const readProtocol = (chosen: Chosen, sdk: Sdk): Protocol => {
  const wanted = chosen.value?.trim().toLowerCase();
  return PROTOCOLS.find((protocol) => protocol === wanted) ?? sdk.defaultProtocol;
};

/** Longest wait for one export, also where the settings say forever or hours. */
const MAX_TIMEOUT_MS = 60_000;

const readTimeout = (chosen: Chosen, sdk: Sdk): number => {
  const text = chosen.value?.trim() ?? '';
  if (!/^\d+(\.\d+)?$/.test(text)) return DEFAULT_TIMEOUT_MS;
  const milliseconds = Number(text) * sdk.timeoutUnitMs;
  return milliseconds > 0 ? Math.min(milliseconds, MAX_TIMEOUT_MS) : MAX_TIMEOUT_MS;
};

const shown = (
  name: string,
  chosen: Chosen,
  value: string | null,
  mask: (text: string) => string,
): Setting => ({
  name,
  value,
  source: chosen.source,
  candidates: chosen.candidates.map((candidate) => ({ ...candidate, value: mask(candidate.value) })),
});

const plain = maskUrl;

/** Header list as it may be shown: `authorization: Bearer *** (12 characters)`. */
export const maskHeaders = (list: string): string =>
  headerShapes(parseHeaders(list))
    .map(({ name, scheme, length }) => `${name}: ${scheme ? `${scheme} ` : ''}*** (${length} characters)`)
    .join(', ') || '*** (no readable entry)';

const optionalSecret = (text: string): Secret | null => (text === '' ? null : secret(text));

interface SignalTarget {
  readonly target: Omit<Target, 'id' | 'signals'>;
  readonly path: string | null;
  readonly secrets: TargetSecrets;
  readonly literals: readonly string[];
}

const describeUrl = (url: URL, path: string, grpc: boolean): string =>
  maskUrl(grpc ? `${url.protocol}//${url.host}` : `${url.protocol}//${authority(url)}${path}${url.search}`);

const authority = (url: URL): string => (url.username || url.password ? `***@${url.host}` : url.host);

const portOf = (url: URL, grpc: boolean): number => {
  if (url.port !== '') return Number(url.port);
  if (grpc && url.protocol === 'http:') return 80;
  return url.protocol === 'https:' ? 443 : 80;
};

const resolveSignal = (environment: LayeredEnvironment, sdk: Sdk, signal: Signal): SignalTarget => {
  const pick = (setting: OtlpSetting, fallback: string): Chosen =>
    choose(environment, setting, signal, fallback);
  const protocolChoice = pick('PROTOCOL', sdk.defaultProtocol);
  const protocol = readProtocol(protocolChoice, sdk);
  const grpc = protocol === 'grpc';
  const insecureChoice = pick('INSECURE', 'false');
  const insecure = insecureChoice.value?.trim().toLowerCase() === 'true';
  const defaultEndpoint = grpc ? sdk.defaultEndpoint.grpc : sdk.defaultEndpoint.http;
  const endpointChoice = pick('ENDPOINT', defaultEndpoint);
  const endpointText = endpointChoice.value ?? defaultEndpoint;
  const parsed: ParsedEndpoint = parseEndpoint(endpointText, grpc, insecure);
  const { url } = parsed;
  const headersChoice = pick('HEADERS', 'none');
  const headers = parseHeaders(headersChoice.value ?? '');
  const compressionChoice = pick('COMPRESSION', 'none');
  const timeoutChoice = pick('TIMEOUT', String(DEFAULT_TIMEOUT_MS));
  const timeoutMs = readTimeout(timeoutChoice, sdk);
  const fileChoices = [
    pick('CERTIFICATE', 'none'),
    pick('CLIENT_CERTIFICATE', 'none'),
    pick('CLIENT_KEY', 'none'),
  ];
  const [certificate, clientCertificate, clientKey] = fileChoices.map(
    (choice) => choice.value?.trim() ?? null,
  );
  const appended = endpointChoice.by.perSignal ? null : signalPath(signal);
  const path = url === null ? null : grpc ? grpcMethod(signal) : requestPath(url, appended);
  const secure = url?.protocol === 'https:';
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const port = url === null ? 0 : portOf(url, grpc);
  const proxy = url === null ? null : chooseProxy(environment, sdk.proxy, { host, port, secure, grpc });
  const compression = compressionChoice.value?.trim().toLowerCase() === 'gzip' ? 'gzip' : 'none';
  const settings: Setting[] = [
    shown('endpoint', endpointChoice, maskUrl(endpointText), maskUrl),
    shown('protocol', protocolChoice, protocol, plain),
    shown(
      'headers',
      headersChoice,
      headersChoice.value === null ? null : maskHeaders(headersChoice.value),
      maskHeaders,
    ),
    shown('compression', compressionChoice, compression, plain),
    shown('timeout', timeoutChoice, `${timeoutMs} ms`, plain),
    shown('insecure', insecureChoice, insecureChoice.value, plain),
    ...['certificate', 'client certificate', 'client key'].flatMap((name, index) => {
      const choice = fileChoices[index];
      return choice === undefined || choice.value === null ? [] : [shown(name, choice, choice.value, plain)];
    }),
  ];
  return {
    path,
    target: {
      protocol,
      endpoint: maskUrl(endpointText),
      endpointBy: endpointChoice.by,
      protocolBy: protocolChoice.by,
      faults: parsed.faults,
      url: url === null || path === null ? null : describeUrl(url, path, grpc),
      secure,
      host,
      port,
      basePath: url?.pathname ?? '/',
      paths: {},
      headers: headerShapes(headers),
      compression,
      timeoutMs,
      files: {
        certificate: certificate ?? null,
        clientCertificate: clientCertificate ?? null,
        clientKey: clientKey ?? null,
      },
      proxy:
        proxy === null
          ? null
          : { host: proxy.url.hostname, port: Number(proxy.url.port || 80), variable: proxy.variable },
      settings,
    },
    secrets: {
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, secret(value)])),
      userinfo: optionalSecret(url?.username || url?.password ? `${url.username}:${url.password}` : ''),
      query: optionalSecret(url?.search ?? ''),
      proxyUrl: proxy === null ? null : secret(proxy.url.href),
    },
    literals: secretLiterals({
      headers,
      headerLists: [headersChoice, ...headersChoice.candidates].map(({ value }) => value ?? ''),
      urls: [endpointText, ...endpointChoice.candidates.map(({ value }) => value), proxy?.url.href ?? ''],
    }),
  };
};

/** Signals with the same destination share a target; what tells destinations apart is everything but the path. */
const sameDestination = ({ target, secrets }: SignalTarget): string =>
  JSON.stringify([
    target.protocol,
    target.endpoint,
    target.endpointBy,
    target.files,
    target.compression,
    target.timeoutMs,
    Object.entries(secrets.headers).map(([name, value]) => [name, value.reveal()]),
    secrets.userinfo?.reveal(),
    secrets.query?.reveal(),
  ]);

/** Whether the exporter of a signal is switched off by `OTEL_<SIGNAL>_EXPORTER=none`. */
const isSwitchedOff = (environment: LayeredEnvironment, signal: Signal): boolean =>
  environment.get(`OTEL_${signal.toUpperCase()}_EXPORTER`)?.value.trim().toLowerCase() === 'none';

/**
 * Reads the environment as one SDK would: for each signal where it goes and how. Pure; secrets come back beside
 * the plain data.
 */
export const resolve = (
  environment: LayeredEnvironment,
  sdk: Sdk,
  signals: readonly Signal[],
): { readonly resolution: Resolution; readonly secrets: Secrets } => {
  const groups = new Map<
    string,
    { signals: Signal[]; paths: Partial<Record<Signal, string>>; first: SignalTarget }
  >();
  const literals = new Set<string>();
  const add = (signal: Signal, chosen: boolean): void => {
    const resolved = resolveSignal(environment, sdk, signal);
    for (const literal of resolved.literals) literals.add(literal);
    const key = `${chosen} ${sameDestination(resolved)}`;
    const group = groups.get(key) ?? { signals: [], paths: {}, first: resolved };
    group.signals.push(signal);
    if (resolved.path !== null) group.paths[signal] = resolved.path;
    groups.set(key, group);
  };
  for (const signal of signals) add(signal, true);
  for (const signal of SIGNALS) {
    if (!signals.includes(signal) && !isSwitchedOff(environment, signal)) add(signal, false);
  }
  const targets: Target[] = [];
  const others: Target[] = [];
  const targetSecrets: Record<string, TargetSecrets> = {};
  for (const [key, group] of groups) {
    const chosen = key.startsWith('true');
    const id = chosen ? `t${targets.length + 1}` : `o${others.length + 1}`;
    (chosen ? targets : others).push({
      ...group.first.target,
      id,
      signals: group.signals,
      paths: group.paths,
    });
    targetSecrets[id] = group.first.secrets;
  }
  return {
    resolution: { sdk: sdk.name, targets, others },
    secrets: { targets: targetSecrets, literals: [...literals] },
  };
};
