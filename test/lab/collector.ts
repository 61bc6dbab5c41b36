import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CollectorOptions,
  type CollectorPorts,
  collectorConfiguration,
} from './collector/configuration.ts';
import { type ReceivedSpan, readReceived } from './collector/received.ts';
import { requirePart } from './find-part.ts';
import { ownPorts, temporaryDirectory } from './ports.ts';
import { type Launch, launch, type RunningProcess } from './process.ts';
import { waitFor } from './wait.ts';

export type { CollectorAuth, CollectorOptions, CollectorTls, Signal } from './collector/configuration.ts';
export type { ReceivedSpan } from './collector/received.ts';

/** A running OpenTelemetry Collector. */
export interface Collector extends CollectorPorts {
  readonly pid: number;
  readonly configFile: string;
  /** The spans received so far. */
  received(): readonly ReceivedSpan[];
  /** How many metrics were received so far. */
  metricsReceived(): number;
  /** How many log records were received so far. */
  logsReceived(): number;
  waitForTrace(traceId: string, milliseconds?: number): Promise<ReceivedSpan>;
  waitForService(serviceName: string, milliseconds?: number): Promise<ReceivedSpan>;
  /** What its debug exporter wrote of what it received. */
  output(): string;
  /** The Collector's own log. */
  log(): string;
  stop(): Promise<void>;
}

const ready = /Everything is ready/;

/**
 * Starts the real Collector and waits until it takes telemetry.
 *
 * @param start in which network namespace; here unless given
 */
export async function startCollector(
  options: CollectorOptions = {},
  start: Launch = launch,
): Promise<Collector> {
  const ports = await choosePorts(options);
  const configFile = writeConfiguration(options, ports);
  const running = start(requirePart('otelcol'), ['--config', configFile]);
  await running.waitForOutput(options.refuseAll ? /Memory usage is above soft limit/ : ready);
  return describeCollector(running, configFile, ports);
}

async function choosePorts(options: CollectorOptions): Promise<CollectorPorts> {
  const [grpc, http, metricsPort, healthPort, zpagesPort] = (await ownPorts(5)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const { grpcPort = grpc, httpPort = http } = options;
  return { grpcPort, httpPort, metricsPort, healthPort, zpagesPort };
}

function writeConfiguration(options: CollectorOptions, ports: CollectorPorts): string {
  const file = join(temporaryDirectory('collector'), 'collector.yaml');
  writeFileSync(file, JSON.stringify(collectorConfiguration(options, ports), null, 2));
  return file;
}

function describeCollector(running: RunningProcess, configFile: string, ports: CollectorPorts): Collector {
  const received = () => readReceived(running.stdout());
  const find = (isIt: (span: ReceivedSpan) => boolean, what: string, milliseconds?: number) => {
    const ask = () => received().spans.find(isIt);
    return waitFor(ask, () => `${what}; the Collector's log:\n${running.stderr()}`, milliseconds);
  };
  return {
    ...ports,
    pid: running.pid,
    configFile,
    received: () => received().spans,
    metricsReceived: () => received().metrics,
    logsReceived: () => received().logs,
    waitForTrace: (traceId, ms) => find((span) => span.traceId === traceId, `trace ${traceId}`, ms),
    waitForService: (name, ms) => find((span) => span.serviceName === name, `service ${name}`, ms),
    output: running.stdout,
    log: running.stderr,
    stop: running.stop,
  };
}
