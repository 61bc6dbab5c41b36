import { type Secret, secret, type TargetSecrets } from '../model/secret.ts';
import type { Candidate, Setting } from '../model/setting.ts';
import type { DecidedBy, HttpHabits, Target } from '../model/target.ts';
import { maskFileName, maskUrl, showHeader } from '../text/mask.ts';
import { describeUrl, proxyUse } from './destination.ts';
import type { Destination } from './endpoints/reading.ts';
import type { GivenFile } from './files.ts';
import { headerShapes, parseHeaders } from './headers.ts';
import type { SignalPlan } from './plan.ts';
import type { Sdk } from './sdks/sdk.ts';
import { secretValuesOf } from './secrets.ts';
import type { Given } from './settings.ts';
import type { Verdict } from './verdict.ts';

/** A signal's target before targets are put together, with what may not be shown. */
export interface SignalTarget {
  readonly target: Omit<Target, 'id' | 'signals' | 'paths' | 'requestTargets'>;
  /** Request path, and request target with the query masked; null when nothing can be sent. */
  readonly path: string | null;
  readonly requestTarget: string | null;
  readonly secrets: TargetSecrets;
  readonly secretValues: readonly string[];
}

/** Longest wait for one export, also where the settings say forever or hours. */
const MAX_TIMEOUT_MS = 60_000;

const decidedBy = (given: Given | null): DecidedBy => ({
  variable: given?.variable ?? null,
  perSignal: given?.perSignal ?? false,
  byFlag: given?.byFlag ?? false,
});

/** Header list as it may be shown: `authorization: Bearer *** (12 characters)`. */
const maskHeaders = (list: string): string =>
  headerShapes(parseHeaders(list)).map(showHeader).join(', ') || '*** (no readable entry)';

/** One setting with everything that was given for it: what came before the winner was no use, what comes after lost. */
const shown = (
  name: string,
  by: Given | null,
  all: readonly Given[],
  value: string | null,
  fallback: string,
  mask: (text: string) => string = maskUrl,
): Setting => {
  const at = by === null ? all.length : all.findIndex(({ variable }) => variable === by.variable);
  const others = all.filter(({ variable }) => variable !== by?.variable);
  const candidates: Candidate[] = [
    ...(by?.shadowed ?? []),
    ...others.map((given): Candidate => {
      const outcome = all.indexOf(given) < at ? 'invalid' : 'shadowed';
      return { value: given.value, source: given.source, outcome };
    }),
  ];
  return {
    name,
    value,
    source: by?.source ?? { kind: 'default', name: fallback },
    candidates: candidates.map((candidate) => ({ ...candidate, value: mask(candidate.value) })),
  };
};

const optionalSecret = (text: string): Secret | null => (text === '' ? null : secret(text));

const settingsOf = (
  plan: SignalPlan,
  timeoutMs: number,
  compression: string,
  sdk: Sdk,
): readonly Setting[] => {
  const { endpoint, protocol, headers, insecure, given } = plan;
  const files = (['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'] as const).flatMap((setting) => {
    const [first] = given(setting);
    const name = setting.toLowerCase().replace('_', ' ');
    return first === undefined
      ? []
      : [shown(name, first, given(setting), maskFileName(first.value.trim()), 'none', maskFileName)];
  });
  const fallback = protocol.value === 'grpc' ? sdk.defaultEndpoint.grpc : sdk.defaultEndpoint.http;
  const listed = headers.by === null ? null : maskHeaders(headers.by.value);
  return [
    shown('endpoint', endpoint.given, given('ENDPOINT'), maskUrl(endpoint.text), fallback),
    shown('protocol', protocol.by, given('PROTOCOL'), protocol.value, sdk.defaultProtocol),
    shown('headers', headers.by, given('HEADERS'), listed, 'none', maskHeaders),
    shown('compression', plan.compression.by, given('COMPRESSION'), compression, 'none'),
    shown('timeout', plan.timeout.by, given('TIMEOUT'), `${timeoutMs} ms`, '10000'),
    shown(
      'insecure',
      insecure,
      given('INSECURE'),
      insecure === null ? null : maskUrl(insecure.value),
      'false',
    ),
    ...files,
  ];
};

const ignoredFiles = ({ files, fileUse }: SignalPlan): Target['ignoredFiles'] => {
  const used = [fileUse.certificate, fileUse.clientCertificate, fileUse.clientKey];
  return [files.certificate, files.clientCertificate, files.clientKey]
    .filter((file): file is GivenFile => file !== null && !used.includes(file))
    .map(({ variable, path }) => ({ variable, path: maskUrl(path) }));
};

const secretValuesOfPlan = (plan: SignalPlan): readonly string[] => {
  const lists = plan
    .given('HEADERS')
    .flatMap(({ value, shadowed }) => [value, ...shadowed.map((lost) => lost.value)]);
  const urls = plan
    .given('ENDPOINT')
    .flatMap(({ value, shadowed }) => [value, ...shadowed.map((lost) => lost.value)]);
  return secretValuesOf({
    headers: plan.headers.headers,
    headerLists: lists,
    urls: [...urls, plan.proxy.proxy?.url.href ?? ''],
  });
};

/** Where the destination of a signal is the same only if all of this is. */
export const destinationKey = ({ target, secrets }: SignalTarget): string =>
  JSON.stringify([
    ...[target.protocol, target.endpoint, target.endpointBy, target.files, target.encoding],
    ...[target.exportTimeoutMs, target.sends, target.why, target.url === null, target.secure, target.host],
    ...[target.port, target.socket, target.authority, target.verifies],
    Object.entries(secrets.headers).map(([name, value]) => [name, value.reveal()]),
    ...[secrets.userinfo?.reveal(), secrets.query?.reveal(), secrets.proxyUrl?.reveal()],
  ]);

/** What stands for a destination where there is none. */
const NOWHERE = { secure: false, host: '', port: 0, basePath: '/', socket: null } as const;

const placeOf = ({
  secure,
  host,
  port,
  basePath,
  socket,
}: Pick<Destination, keyof typeof NOWHERE>): Pick<Target, keyof typeof NOWHERE> => ({
  secure,
  host,
  port,
  basePath,
  socket,
});

const filesOf = ({ certificate, clientCertificate, clientKey }: SignalPlan['fileUse']): Target['files'] => ({
  certificate: certificate?.path ?? null,
  clientCertificate: clientCertificate?.path ?? null,
  clientKey: clientKey?.path ?? null,
});

const replacedHost = (
  headers: Readonly<Record<string, string>>,
  sdk: Sdk,
  grpc: boolean,
): string | undefined =>
  Object.hasOwn(headers, 'host') && sdk.headers.hostReplaces && !grpc ? headers['host'] : undefined;

const secretsOf = (plan: SignalPlan, to: Destination | null, sdk: Sdk): TargetSecrets => ({
  headers: Object.fromEntries(
    Object.entries(plan.headers.headers).map(([name, value]) => [name, secret(value)]),
  ),
  userinfo: sdk.headers.login === 'apart' ? optionalSecret(to?.login ?? '') : null,
  query: optionalSecret(to?.query ?? ''),
  proxyUrl: to === null || plan.proxy.proxy === null ? null : secret(plan.proxy.proxy.url.href),
});

const habitsOf = ({ http, version }: Sdk, encoding: Target['encoding']): HttpHabits => ({
  framing: http.framing[encoding === 'none' ? 'plain' : 'compressed'],
  http2: http.http2,
  userAgent: http.userAgent === null ? null : `${http.userAgent}/${version}`,
  redirects: http.redirects,
  ...(http.readsNetrc && { readsNetrc: http.readsNetrc }),
});

/** What settings and SDK make of the form of a request. */
const formOf = (
  { protocol, compression, metrics, trust, verifies }: SignalPlan,
  sdk: Sdk,
): Pick<Target, 'metrics' | 'habits' | 'demandsAlpn' | 'http1WithoutAlpn' | 'trust' | 'verifies'> => {
  const form = {
    ...(metrics && { metrics }),
    ...(trust !== null && { trust }),
    ...(verifies && { verifies }),
  };
  if (protocol.value !== 'grpc') return { ...form, habits: habitsOf(sdk, compression.value) };
  if (sdk.alpn === 'http1') return { ...form, http1WithoutAlpn: true };
  return sdk.alpn === 'required' ? { ...form, demandsAlpn: true } : form;
};

/** Puts together what is known of one signal's way: plain data on one side, secrets on the other. */
export const describeSignal = (plan: SignalPlan, verdict: Verdict, sdk: Sdk): SignalTarget => {
  const { endpoint, protocol, fileUse } = plan;
  const grpc = protocol.value === 'grpc';
  const to = verdict.broken ? null : endpoint.to;
  const { headers } = plan.headers;
  const timeoutMs = Math.min(plan.timeout.value ?? MAX_TIMEOUT_MS, MAX_TIMEOUT_MS);
  const encoding = plan.compression.value;
  const compression = encoding === 'gzip' || (encoding === 'deflate' && !grpc) ? encoding : 'none';
  return {
    path: to?.path ?? null,
    requestTarget: to === null ? null : maskUrl(`${to.path}${to.query}`),
    target: {
      protocol: protocol.value,
      endpoint: maskUrl(endpoint.text),
      endpointBy: decidedBy(endpoint.given),
      protocolBy: decidedBy(protocol.by),
      faults: endpoint.faults,
      // A Unix socket has no URL that the probes could ask.
      url: to === null || to.socket !== null ? null : describeUrl(to, grpc),
      sends: verdict.sends,
      why: verdict.why,
      problems: verdict.problems,
      unknown: verdict.unknown,
      ...placeOf(to ?? NOWHERE),
      authority: replacedHost(headers, sdk, grpc) ?? to?.authority ?? '',
      headers: headerShapes(headers),
      compression,
      encoding,
      timeoutMs,
      exportTimeoutMs: sdk.ignored.includes('TIMEOUT') ? null : plan.timeout.value,
      timeoutUnitMs: sdk.timeoutUnitMs,
      files: filesOf(fileUse),
      ignoredFiles: ignoredFiles(plan),
      ...formOf(plan, sdk),
      proxy: proxyUse(plan, to),
      ...(plan.proxy.passedBy !== undefined && { passesBy: plan.proxy.passedBy }),
      settings: settingsOf(plan, timeoutMs, compression, sdk),
    },
    secrets: secretsOf(plan, to, sdk),
    secretValues: secretValuesOfPlan(plan),
  };
};
