import type { CheckCode } from '../model/check-code.ts';
import { maskUrl } from '../text/mask.ts';
import type { Reading } from './reading.ts';
import { senderEndpoint, senderTransport } from './transport.ts';

const FILES =
  /docker|compose|kubernetes|\bk8s\b|\.ya?ml|helm|receivers?[.:]|exporters?[.:]|pipelines|Instrumentation\b/i;

const WORD = /^[A-Za-z\d_@%+=:,./[\]-]+$/;

const endpointFlag = (reading: Reading): readonly string[] => {
  const clue = senderEndpoint(reading);
  if (!clue || clue.use === 'exporter' || clue.host === '') return [];
  const shown = maskUrl(clue.value);
  return WORD.test(shown) && !shown.includes('***') ? [shown] : [];
};

const protocolFlag = (reading: Reading): readonly string[] => {
  const sender = senderTransport(reading);
  return sender && !sender.byDefault
    ? ['--protocol', sender.transport === 'grpc' ? 'grpc' : 'http/protobuf']
    : [];
};

/** The one command that tells more: about files, about the process, or about the way to the receiver. */
export const nextCommand = (reading: Reading, code: CheckCode | undefined): string => {
  const sdk = reading.sdk ? ['--sdk', reading.sdk.sdk] : [];
  if (code?.startsWith('telemetry/'))
    return `otel-doctor run ${sdk.length > 0 ? `${sdk.join(' ')} ` : ''}-- YOUR COMMAND`;
  if (code?.startsWith('pipeline/')) return 'otel-doctor scan .';
  const endpoint = endpointFlag(reading);
  if (endpoint.length === 0 && !reading.sdk && FILES.test(reading.text)) return 'otel-doctor scan .';
  return ['otel-doctor', ...endpoint, ...sdk, ...(endpoint.length > 0 ? protocolFlag(reading) : [])].join(
    ' ',
  );
};

/** What the text does not tell and would settle it. */
export const missingFrom = (reading: Reading): readonly string[] => {
  const missing: string[] = [];
  if (reading.messages.length === 0)
    missing.push('the line of the log in which the SDK or the Collector complains');
  if (reading.endpoints.length === 0)
    missing.push('the endpoint that the exporter is given, and where (variable, code or file)');
  if (!reading.sdk) missing.push('the language and version of the SDK');
  if (!senderTransport(reading)) missing.push('the protocol, gRPC or HTTP');
  if (!/docker|container|\bpods?\b|kubernetes|k8s|\bhost\b|\bVM\b/i.test(reading.text))
    missing.push('where application and receiver run (containers, pods, hosts)');
  return missing;
};
