import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Certificate } from '../lab/certificates.ts';
import type { Launch } from '../lab/process.ts';
import type { Observed } from '../resolve/truth/compare.ts';

/** The port where a proxy is asked. */
export const PROXY_PORT = 3128;

/** What the capture server is told at its start. */
export interface CaptureOrder {
  readonly ports: readonly number[];
  readonly certificateFile: string;
  readonly keyFile: string;
  /** A file with `Answers`, which is read again for each request; without it everybody is told yes. */
  readonly answersFile?: string;
}

/** What the capture server answers: one after the other, the last again and again. */
export interface Answers {
  /** Another number starts again with the first. */
  readonly id: number;
  readonly http?: readonly { readonly status: number; readonly headers?: Readonly<Record<string, string>> }[];
  /** `details` is grpc-status-details-bin. */
  readonly grpc?: readonly { readonly status: number; readonly details?: string }[];
  /** Selects no protocol by ALPN. */
  readonly withoutAlpn?: true;
}

/** What came to the capture server. */
export type Happening =
  | { readonly kind: 'connection' | 'hello' | 'socks'; readonly port: number }
  | {
      readonly kind: 'secured';
      readonly port: number;
      /** The name of server_name; null where the client sent none. */
      readonly serverName: string | null;
      /** The protocols that the client offered by ALPN; null where it did not, or was not asked. */
      readonly offered: readonly string[] | null;
    }
  | {
      readonly kind: 'request';
      readonly port: number;
      readonly tls: boolean;
      /** A client certificate was shown. */
      readonly client: boolean;
      readonly method: string;
      readonly target: string;
      readonly authority: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly version: string;
      /** Names and values one after the other, as they came. */
      readonly rawHeaders: readonly string[];
    };

/** A running capture server. */
export interface Capture {
  /** What came since the last call. */
  take(): Promise<readonly Happening[]>;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the capture server in the network namespace whose `launch` is given. */
export async function startCapture(
  start: Launch,
  ports: readonly number[],
  { chainFile, keyFile }: Certificate,
  answersFile?: string,
): Promise<Capture> {
  const order: CaptureOrder = {
    ports,
    certificateFile: chainFile,
    keyFile,
    ...(answersFile !== undefined && { answersFile }),
  };
  const program = join(root, 'test', 'sdk', 'capture.ts');
  const running = start(process.execPath, ['--import', 'tsx', program, JSON.stringify(order)], {
    directory: root,
  });
  await running.waitForOutput(/^capturing$/m);
  const state = { marks: 0, read: running.stdout().length };
  return {
    // The mark comes after everything that came before the signal.
    take: async () => {
      const mark = `mark ${++state.marks}\n`;
      process.kill(running.pid, 'SIGUSR2');
      await running.waitForOutput(new RegExp(mark));
      const news = running.stdout().slice(state.read, running.stdout().indexOf(mark, state.read));
      state.read += news.length + mark.length;
      return news
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Happening);
    },
    stop: running.stop,
  };
}

/** Headers that every client sends, whatever its settings. */
const USUAL =
  /^(content-(type|length)|user-agent|host|connection|(proxy-)?(connection|keep-alive)|accept(-encoding)?|te|transfer-encoding|grpc-(accept-encoding|timeout))$/;

/** What came in, in the words of the measured records: of several requests the first. */
export function observe(happenings: readonly Happening[]): Observed {
  const request = happenings.find((happening) => happening.kind === 'request');
  const hello = happenings.find(({ kind }) => kind === 'hello');
  if (request?.kind === 'request') {
    const { port, tls, method, target, authority, headers, client } = request;
    return {
      outcome: 'request',
      connectedPort: port,
      tls,
      method,
      target,
      authority,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !USUAL.test(name))),
      ...(port === PROXY_PORT ? { via: 'proxy' } : {}),
      ...(client ? { clientCertificate: 'shown' } : {}),
    };
  }
  if (hello !== undefined) return { outcome: 'tls-handshake-failed', connectedPort: hello.port };
  return { outcome: 'nothing-sent' };
}
