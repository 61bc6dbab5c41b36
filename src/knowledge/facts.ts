import type { FactId } from '../model/facts.ts';

/** Where a fact shows: what a reader has to start to have it seen. */
export type FactPlace = 'settings' | 'export' | 'files' | 'command' | 'telemetry' | 'log';

/** What a fact is, for those who read of it on the page of a check. */
export interface FactWords {
  /** One sentence without its full stop. */
  readonly means: string;
  /** The source file that makes it. */
  readonly from: string;
  readonly place: FactPlace;
}

/** Every fact that a check can ask for. */
export const FACT_WORDS: Readonly<Record<FactId, FactWords>> = {
  target: {
    means:
      'One destination as the SDK understands the settings: URL, protocol, headers, time limits, and what is wrong with the values',
    from: 'src/resolve/resolve.ts',
    place: 'settings',
  },
  unsent: {
    means: 'That nothing is sent: files are read (`otel-doctor scan`), or the settings alone (`--offline`)',
    from: 'src/jobs/diagnose/look.ts',
    place: 'settings',
  },
  files: {
    means: 'The certificate and key files that the settings name, read as an exporter would',
    from: 'src/probes/files.ts',
    place: 'settings',
  },
  container: {
    means:
      'Whether the process runs in a container, by which traces, and how the host may be reached from there',
    from: 'src/probes/container.ts',
    place: 'settings',
  },
  dns: {
    means: 'What the resolver of the system answers to the name of the receiver',
    from: 'src/probes/dns.ts',
    place: 'export',
  },
  tcp: {
    means: 'Every address of the receiver, and whether a connection to it is opened',
    from: 'src/probes/tcp.ts',
    place: 'export',
  },
  proxy: {
    means: 'What the proxy that this SDK uses says when it is asked for a way to the receiver',
    from: 'src/probes/proxy.ts',
    place: 'export',
  },
  detour: {
    means: 'What a proxy says that is set and not used by this SDK',
    from: 'src/probes/detour.ts',
    place: 'export',
  },
  tls: {
    means: 'A TLS handshake with the settings of the target, and the certificates that were shown in it',
    from: 'src/probes/tls.ts',
    place: 'export',
  },
  send: {
    means:
      'What became of one test item of each signal, sent as the SDK would send it: the first answer counts',
    from: 'src/probes/send.ts',
    place: 'export',
  },
  hops: {
    means:
      'How far the counters of a Collector moved while a burst of items went through it, by component (`--follow`)',
    from: 'src/probes/hops.ts',
    place: 'export',
  },
  readBack: {
    means: 'Whether a backend shows the test items, after which time, and what else it holds (`--read-back`)',
    from: 'src/probes/read-back.ts',
    place: 'export',
  },
  routes: {
    means: 'What the routes of signals that were not chosen answer to an empty export',
    from: 'src/probes/routes.ts',
    place: 'export',
  },
  port: {
    means: 'What the port of the receiver speaks: TLS, HTTP/1.1, HTTP/2, or something else',
    from: 'src/probes/port.ts',
    place: 'export',
  },
  survey: {
    means: 'Empty exports tried with another protocol, port, path or scheme than the settings have',
    from: 'src/probes/survey.ts',
    place: 'export',
  },
  hosts: {
    means: 'Empty exports tried at the other names under which the receiver may be reached',
    from: 'src/probes/hosts.ts',
    place: 'export',
  },
  processes: {
    means: 'Who listens on the ports of OTLP on this machine',
    from: 'src/probes/processes.ts',
    place: 'export',
  },
  control: {
    means: 'An empty export without the credentials, to see whether anybody looks at them',
    from: 'src/probes/control.ts',
    place: 'export',
  },
  vendor: {
    means: 'The known backend that the target belongs to, and what its documentation says about the settings',
    from: 'src/probes/vendor.ts',
    place: 'export',
  },
  meaning: {
    means: 'What the answer to the test item means when this backend gives it',
    from: 'src/probes/vendor.ts',
    place: 'export',
  },
  workload: {
    means: 'Who sends, by a deployment file: what it is, where it runs, and where its variables stand',
    from: 'src/scan/links/sender.ts',
    place: 'files',
  },
  link: {
    means: 'Who sends where, by deployment files: the receiver beside the sender, and what it listens on',
    from: 'src/scan/links/join.ts',
    place: 'files',
  },
  collector: {
    means: 'The configuration of a Collector in a file: its components, its pipelines and their places',
    from: 'src/scan/collector/read-collector.ts',
    place: 'files',
  },
  application: {
    means:
      'A command that `run` started: its settings, how it ended, what arrived from it, whom it was connected to',
    from: 'src/jobs/run/application-fact.ts',
    place: 'command',
  },
  messages: {
    means: 'The messages of SDKs, of the Collector and of clients that stand in the log of a command',
    from: 'src/launch/log/reader.ts',
    place: 'log',
  },
  received: {
    means: 'What a receiver of the doctor took and what it refused, in numbers and by kind',
    from: 'src/telemetry/refusals.ts',
    place: 'telemetry',
  },
  forward: {
    means: 'What the original destination answered to what was passed on to it',
    from: 'src/forward/forward.ts',
    place: 'telemetry',
  },
  service: {
    means: 'A service that sent telemetry: its name, its SDK, and how much came',
    from: 'src/telemetry/services.ts',
    place: 'telemetry',
  },
  lifecycle: {
    means:
      'How the spans of a service begin and end: parents that never come, spans that come twice or end too early',
    from: 'src/telemetry/traces/summary.ts',
    place: 'telemetry',
  },
  calls: {
    means: 'Which services a service calls, and whether its traces go on there',
    from: 'src/telemetry/traces/calls.ts',
    place: 'telemetry',
  },
  attributes: {
    means: 'Names and types of attributes, and how many of them were dropped',
    from: 'src/telemetry/attributes.ts',
    place: 'telemetry',
  },
  clock: {
    means: 'How far the times of spans are from those of the receiver and of their parents',
    from: 'src/telemetry/clock.ts',
    place: 'telemetry',
  },
  exporterSpans: {
    means: 'Spans that stand for exports of telemetry itself',
    from: 'src/telemetry/exporter-spans.ts',
    place: 'telemetry',
  },
};
