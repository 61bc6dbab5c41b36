import { type Certificates, createCertificates, issue } from '../certificates.ts';
import { type Collector, type CollectorOptions, startCollector } from '../collector.ts';
import { ownTwins } from '../ports.ts';

/** What cases share: Collectors by their options, certificates. Everything is started when it is first asked for. */
export interface Lab {
  /** A Collector that only receives; several cases may send to it at once. */
  collector(options?: CollectorOptions): Promise<Collector>;
  /** Collector on ports that end in 17 and 18, as 4317 and 4318 do. */
  twins(options?: CollectorOptions): Promise<Collector>;
  certificates(): Promise<LabCertificates>;
  /** Options of a Collector with TLS. */
  tls(kind?: keyof ServerCertificates, asks?: 'client certificate'): Promise<Pick<CollectorOptions, 'tls'>>;
  stop(): Promise<void>;
}

/** Certificates of servers, one of each kind. */
export type ServerCertificates = Pick<
  LabCertificates,
  | 'valid'
  | 'expired'
  | 'notYetValid'
  | 'selfSigned'
  | 'otherAuthority'
  | 'onlyLocalhost'
  | 'belowIntermediate'
>;

/** With one for `localhost` alone, not for 127.0.0.1. */
export interface LabCertificates extends Certificates {
  readonly onlyLocalhost: Certificates['valid'];
}

export function createLab(): Lab {
  const collectors = new Map<string, Promise<Collector>>();
  let certificates: Promise<LabCertificates> | undefined;
  const once = (key: string, start: () => Promise<Collector>) => {
    const known = collectors.get(key) ?? start();
    collectors.set(key, known);
    return known;
  };
  const lab: Lab = {
    collector: (options = {}) => once(JSON.stringify(options), () => startCollector(options)),
    twins: (options = {}) => once(`twins ${JSON.stringify(options)}`, () => startTwins(options)),
    certificates: () => {
      certificates ??= createLabCertificates();
      return certificates;
    },
    tls: async (kind = 'valid', asks) => {
      const made = await lab.certificates();
      const { chainFile, keyFile } = made[kind];
      const clientCaFile = asks === undefined ? {} : { clientCaFile: made.root.certificateFile };
      return { tls: { certFile: chainFile, keyFile, ...clientCaFile } };
    },
    stop: async () => {
      const started = await Promise.allSettled(collectors.values());
      await Promise.all(started.map((each) => each.status === 'fulfilled' && each.value.stop()));
    },
  };
  return lab;
}

async function createLabCertificates(): Promise<LabCertificates> {
  const made = await createCertificates();
  return { ...made, onlyLocalhost: await issue(made.root, { names: ['localhost'] }) };
}

async function startTwins(options: CollectorOptions): Promise<Collector> {
  const [grpcPort, httpPort] = await ownTwins();
  return startCollector({ ...options, grpcPort, httpPort });
}
