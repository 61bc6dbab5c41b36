import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../../src/model/report.ts';
import { type Certificates, createCertificates, issue } from '../../lab/certificates.ts';
import { type Collector, type CollectorOptions, startCollector } from '../../lab/collector.ts';
import { diagnose } from '../../lab/doctor.ts';
import { requirePart } from '../../lab/find-part.ts';
import { closedPort, ownPort, temporaryDirectory } from '../../lab/ports.ts';
import { launch, run } from '../../lab/process.ts';
import type { Place, Receiver, SenderFault } from './faults.ts';

export const TOKEN = 'the-token-of-the-lab-4711';
export const PASSWORD = 'the-password-of-the-lab-4711';

const optionsFor = (receiver: Receiver, { valid, root }: Certificates): CollectorOptions => {
  const tls = { certFile: valid.chainFile, keyFile: valid.keyFile };
  if (receiver === 'tls') return { tls };
  if (receiver === 'mtls') return { tls: { ...tls, clientCaFile: root.certificateFile } };
  if (receiver === 'bearer') return { auth: { type: 'bearer', token: TOKEN } };
  if (receiver === 'basic') return { auth: { type: 'basic', user: 'lab', password: PASSWORD } };
  return receiver === 'zlib'
    ? { extra: { receivers: { otlp: { protocols: { http: { compression_algorithms: ['', 'zlib'] } } } } } }
    : {};
};

/** The receivers of the lab, each started when it is first asked for. */
export const receivers = () => {
  const started = new Map<Receiver, Promise<Collector>>();
  let certificates: Promise<Certificates> | undefined;
  const made = (): Promise<Certificates> => {
    certificates ??= createCertificates();
    return certificates;
  };
  return {
    certificates: made,
    start: (receiver: Receiver): Promise<Collector> => {
      const known = started.get(receiver) ?? made().then((all) => startCollector(optionsFor(receiver, all)));
      started.set(receiver, known);
      return known;
    },
    stop: async (): Promise<void> => {
      for (const one of started.values()) await (await one).stop();
    },
  };
};

export const placeFor = async (collector: Collector, { root }: Certificates): Promise<Place> => {
  const client = await issue(root, { names: ['client'], client: true });
  return {
    ...{ grpc: collector.grpcPort, http: collector.httpPort, closed: await closedPort() },
    ...{ rootFile: root.certificateFile, clientCert: client.chainFile, clientKey: client.keyFile },
  };
};

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** A Collector that takes OTLP on a port and sends through one exporter. */
export const senderText = (
  fault: Pick<SenderFault, 'exporter' | 'extensions'>,
  place: Place,
  port: number,
): string => {
  const [id, settings] = fault.exporter(place);
  const names = [...(fault.extensions ?? '').matchAll(/^ {2}(\S+):$/gm)].map(([, name]) => name);
  return `receivers:
  otlp:
    protocols:
      http:
        endpoint: 127.0.0.1:${port}
${fault.extensions ?? ''}exporters:
  ${id}:
${indented(settings, 4)}
service:
${names.length > 0 ? `  extensions: [${names.join(', ')}]\n` : ''}  telemetry:
    metrics:
      level: none
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [${id}]
`;
};

export const writeConfiguration = (text: string, name = 'agent.yaml'): string => {
  const file = join(temporaryDirectory('sender'), name);
  writeFileSync(file, text);
  return file;
};

export const ownReceiverPort = ownPort;

/** The report of the command, and everything that it printed. */
export const diagnoseFiles = async (
  files: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<{ readonly report: Report; readonly printed: string; readonly exitCode: number }> => {
  const done = await diagnose({ environment, args: ['collector', ...files, ...args] });
  if (done.report === undefined) throw new Error(`no report: ${done.stderr}`);
  if (done.schemaErrors.length > 0) throw new Error(done.schemaErrors.join('; '));
  return { report: done.report, printed: done.stdout + done.stderr, exitCode: done.exitCode };
};

/** Whether the real Collector takes a configuration. */
export const validates = async (file: string, environment: Readonly<Record<string, string>> = {}) => {
  const { exitCode, stderr } = await run(requirePart('otelcol'), ['validate', `--config=${file}`], {
    environment,
  });
  return exitCode === 0 ? 'valid' : stderr;
};

/** Runs the real Collector with a configuration, hands it a span, and waits for it at the receiver. */
export const deliversThrough = async (
  file: string,
  port: number,
  receiver: Collector,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const running = launch(requirePart('otelcol'), ['--config', file], { environment });
  try {
    await running.waitForOutput(/Everything is ready/);
    const sent = await diagnose({
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    });
    const traceId = sent.report?.targets[0]?.traceId;
    if (!traceId) throw new Error(`the sender took no span: ${running.stderr()}`);
    await receiver.waitForTrace(traceId, 20_000);
  } finally {
    await running.stop();
  }
};
