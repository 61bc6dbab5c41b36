import type { Protocol, Signal } from '../model/signal.ts';
import type { CertificateDemand, MetricForm } from '../model/target.ts';
import { fileName } from '../text/mask.ts';
import type { FileStates, FileUse, GivenFile, GivenFiles } from './files.ts';
import type { LayeredEnvironment } from './layers.ts';
import { type ProxyReading, readProxy } from './proxy.ts';
import { type EndpointChoice, readEndpointOf } from './rules/endpoint.ts';
import { type ExporterChoice, readExporter } from './rules/exporter.ts';
import { type HeaderChoice, readHeadersOf, withLogin } from './rules/headers.ts';
import { readMetricForm } from './rules/metrics.ts';
import { readProtocol } from './rules/protocol.ts';
import { readSampler, type SamplerChoice } from './rules/sampler.ts';
import { readCompression, readTimeout, type Timeout } from './rules/transfer.ts';
import { type Read, type Remark, remark } from './rules/verdict.ts';
import type { Sdk } from './sdks/sdk.ts';
import { type Given, givenValues, isSet } from './settings.ts';
import type { OtlpSetting } from './variables.ts';

/** Everything that an SDK makes of the settings of one signal. */
export interface SignalPlan {
  readonly signal: Signal;
  readonly exporter: ExporterChoice;
  readonly protocol: Read<Protocol>;
  readonly insecure: Given | null;
  readonly endpoint: EndpointChoice;
  readonly headers: HeaderChoice;
  readonly compression: Read<'none' | 'gzip' | 'deflate' | 'zstd'>;
  readonly timeout: Read<Timeout>;
  readonly files: GivenFiles;
  readonly fileUse: FileUse;
  readonly proxy: ProxyReading;
  readonly sampler: SamplerChoice;
  readonly metrics: MetricForm | null;
  /** File of authorities that the TLS library takes from the environment; null where it takes none. */
  readonly trust: string | null;
  readonly verifies: CertificateDemand | null;
  /** Values given for each setting, the strongest first. */
  readonly given: (setting: OtlpSetting) => readonly Given[];
  readonly remarks: readonly Remark[];
}

const SILENT: SamplerChoice = { off: null, remarks: [] };

const givenReader =
  (environment: LayeredEnvironment, signal: Signal, sdk: Sdk) =>
  (setting: OtlpSetting, grpc: boolean): readonly Given[] => {
    if (sdk.ignored.includes(setting)) return [];
    const table = grpc ? sdk.unset.grpc : sdk.unset.http;
    return givenValues(environment, setting, signal).filter(({ value, perSignal, byFlag }) => {
      if (perSignal && sdk.ignoredPerSignal.includes(setting)) return false;
      const own = perSignal && setting === 'ENDPOINT' ? table.SIGNAL_ENDPOINT : undefined;
      return isSet(value, byFlag ? 'blank' : (own ?? table[setting] ?? table.all));
    });
  };

const readInsecure = (given: Given | undefined, sdk: Sdk): boolean | null => {
  if (given === undefined || sdk.insecure === null) return null;
  const trimmed = sdk.insecure.trim || given.byFlag ? given.value.trim() : given.value;
  return (sdk.insecure.ignoreCase ? trimmed.toLowerCase() : trimmed) === 'true';
};

const fileOf = (given: Given | undefined, states: FileStates): GivenFile | null => {
  if (given === undefined) return null;
  const path = given.value.trim();
  const state = path === '' ? 'missing' : (states[path] ?? null);
  return { variable: given.variable, path: fileName(path), state, perSignal: given.perSignal };
};

/** The client pair has to come from the same family of variables as the CA file in Python over gRPC. */
const readFiles = (given: SignalPlan['given'], states: FileStates): GivenFiles => ({
  certificate: fileOf(given('CERTIFICATE')[0], states),
  clientCertificate: fileOf(given('CLIENT_CERTIFICATE')[0], states),
  clientKey: fileOf(given('CLIENT_KEY')[0], states),
});

const fileRemarks = (use: FileUse, given: SignalPlan['given']): readonly Remark[] => {
  const { failure } = use;
  if (failure === null) return [];
  const all = (['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'] as const).flatMap(given);
  const by = all.find(({ variable }) => variable === failure.file.variable);
  return by === undefined ? [] : [remark(by, failure.code, failure.effect, failure.detail)];
};

const readTrust = (environment: LayeredEnvironment, sdk: Sdk, grpc: boolean): string | null =>
  (grpc ? sdk.trust.grpc : sdk.trust.http)
    .map((name) => fileName(environment.get(name)?.value.trim() ?? ''))
    .find((path) => path !== '') ?? null;

/** What the settings ask of the certificate, where the SDK has settings for it. */
const readDemand = (environment: LayeredEnvironment, { connection }: Sdk): CertificateDemand | null => {
  if (connection === undefined) return null;
  const name = environment.get(connection.serverName)?.value ?? '';
  const nothing = environment.get(connection.skipsVerify)?.value === 'true';
  return name === '' && !nothing ? null : { name: name === '' ? null : name, nothing };
};

/** Reads all settings of one signal as an SDK does. Pure. */
export const planSignal = (
  environment: LayeredEnvironment,
  sdk: Sdk,
  signal: Signal,
  states: FileStates,
): SignalPlan => {
  const reader = givenReader(environment, signal, sdk);
  const exporter = readExporter(environment, signal, sdk);
  const named = readProtocol(reader('PROTOCOL', false), signal, sdk);
  const protocol = exporter.protocol === null ? named : { ...named, value: exporter.protocol, remarks: [] };
  const grpc = protocol.value === 'grpc';
  const forgets = sdk.protocol.forgets === true && protocol.remarks.length > 0;
  const given = (setting: OtlpSetting): readonly Given[] =>
    forgets && (setting === 'ENDPOINT' || setting === 'HEADERS') ? [] : reader(setting, grpc);
  const [insecureGiven] = given('INSECURE');
  const insecure = readInsecure(insecureGiven, sdk);
  const endpoint = readEndpointOf(given('ENDPOINT'), signal, sdk, grpc, insecure);
  const listed = readHeadersOf(given('HEADERS'), { sdk, grpc, signal });
  const compression = readCompression(given('COMPRESSION'), sdk, grpc);
  const timeout = readTimeout(given('TIMEOUT'), sdk, grpc);
  const files = readFiles(given, states);
  const fileUse = sdk.files(files, { grpc, secure: endpoint.to?.secure ?? true });
  const to = endpoint.to !== null && fileUse.makesSecure ? { ...endpoint.to, secure: true } : endpoint.to;
  const headers = { ...listed, headers: grpc ? listed.headers : withLogin(listed.headers, to, sdk) };
  const question =
    to === null || to.socket !== null ? null : { host: to.host, port: to.port, secure: to.secure, grpc };
  const proxy =
    question === null ? { proxy: null, broken: null } : readProxy(environment, sdk.proxy, question);
  const sampler = signal === 'traces' ? readSampler(environment, sdk) : SILENT;
  return {
    signal,
    exporter,
    protocol,
    insecure: insecureGiven ?? null,
    endpoint: { ...endpoint, to },
    headers,
    compression,
    timeout,
    files,
    fileUse,
    proxy,
    sampler,
    metrics: readMetricForm(environment, sdk),
    trust: readTrust(environment, sdk, grpc),
    verifies: readDemand(environment, sdk),
    given,
    remarks: [
      ...protocol.remarks,
      ...endpoint.remarks,
      ...headers.remarks,
      ...compression.remarks,
      ...timeout.remarks,
      ...fileRemarks(fileUse, given),
    ],
  };
};
