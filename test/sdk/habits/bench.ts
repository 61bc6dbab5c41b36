import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthority, issue } from '../../lab/certificates.ts';
import { createNamespace } from '../../lab/namespace.ts';
import { fileWith, temporaryDirectory } from '../../lab/ports.ts';
import type { Environment, Launch } from '../../lab/process.ts';
import { type Answers, type Happening, startCapture } from '../capturing.ts';
import { type SentSignal, senders } from '../senders.ts';
import type { SdkName } from '../versions.ts';

export type Carrier = 'grpc' | 'http/protobuf' | 'http/json';

/** A host elsewhere, by name and by addresses; all of it is this machine. */
export const HOST = 'collector.test';
export const ADDRESS = '198.51.100.7';
export const PORT = 4444;
export const PROXY = 3128;

/** What an SDK did with an environment and the answers given. */
export interface Sending {
  readonly happenings: readonly Happening[];
  readonly requests: readonly Extract<Happening, { kind: 'request' }>[];
  readonly log: string;
}

/** A network in which SDKs send and everything that comes is noted. */
export interface Bench {
  readonly launch: Launch;
  /** `$CERTS/ca.pem` is what signed the capture server's certificate. */
  send(
    sdk: SdkName,
    environment: Environment,
    answers?: Omit<Answers, 'id'>,
    signal?: SentSignal,
  ): Promise<Sending>;
  stop(): Promise<void>;
}

export async function startBench(): Promise<Bench> {
  const namespace = await createNamespace();
  await namespace.run('ip', ['address', 'add', `${ADDRESS}/32`, 'dev', 'lo']);
  const hosts = fileWith(`127.0.0.1 localhost\n::1 localhost\n${ADDRESS} ${HOST} sub.${HOST}\n`);
  const launch: Launch = (command, args, options) =>
    namespace.launch(command, args, { ...options, binds: { '/etc/hosts': hosts } });
  const directory = join(temporaryDirectory('habits'), 'certificates');
  mkdirSync(directory);
  const authority = await createAuthority('otel-doctor habits root');
  const server = await issue(authority, { names: ['localhost', HOST], ips: ['127.0.0.1', ADDRESS] });
  writeFileSync(join(directory, 'ca.pem'), authority.certificate);
  const answersFile = join(directory, 'answers.json');
  writeFileSync(answersFile, '{"id":0}');
  const capture = await startCapture(launch, [80, 443, PROXY, PORT], server, answersFile);
  const state = { id: 0 };
  return {
    launch,
    send: async (sdk, environment, answers = {}, signal) => {
      const filled = Object.entries(environment).map(([name, value]) => [
        name,
        value.replaceAll('$CERTS', directory),
      ]);
      const once = async (): Promise<Sending> => {
        writeFileSync(answersFile, JSON.stringify({ ...answers, id: ++state.id }));
        const { log } = await senders[sdk](Object.fromEntries(filled), launch, signal);
        const happenings = await capture.take();
        const requests = happenings.filter((happening) => happening.kind === 'request');
        return { happenings, requests, log };
      };
      // A machine that has no time for a program may end it before it has sent.
      let sending = await once();
      for (let attempt = 1; attempt < 3 && isSilent(sending); attempt++) sending = await once();
      return sending;
    },
    stop: async () => {
      await capture.stop();
      await namespace.remove();
    },
  };
}

/** What went to the real Collector of the bench was not noted here: its ports are others. */
function isSilent({ happenings, log }: Sending): boolean {
  return happenings.length === 0 && !log.includes('"traceId"');
}

/** Seconds that an exporter may take, far more than it needs: a busy machine must not look like a habit. */
export const PATIENCE = 40;

/** Settings for one carrier; a certificate where the scheme asks for one. */
export function settings(
  carrier: Carrier,
  endpoint = `http://${HOST}:${PORT}`,
  more: Environment = {},
): Environment {
  return {
    SEND_PATIENCE: String(PATIENCE),
    OTEL_EXPORTER_OTLP_PROTOCOL: carrier,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    ...(endpoint.startsWith('https:') && { OTEL_EXPORTER_OTLP_CERTIFICATE: '$CERTS/ca.pem' }),
    ...more,
  };
}
