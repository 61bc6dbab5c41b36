import type { LinkFact } from '../model/deployment.ts';
import type { FactTable } from '../model/facts.ts';
import type { Target } from '../model/target.ts';
import { sampleLink } from './deployment.ts';
import { sampleGrpcTarget, sampleTarget } from './facts.ts';

/** A link and the target that it is of, alike; what is left out is as in `sampleLink`. */
export const sampleSent = (
  change: Partial<LinkFact> = {},
  settings: Partial<Target> = {},
): Pick<FactTable, 'link' | 'target'> => {
  const { host = 'collector', port = 4317, protocol = 'grpc', secure = false } = change;
  const link = sampleLink({ containerPort: port, ...change });
  const endpoint = `${secure ? 'https' : 'http'}://${host}:${port}`;
  const own = { protocol, endpoint, host, port, secure, ...settings };
  const target =
    protocol === 'grpc'
      ? sampleGrpcTarget({ url: endpoint, ...own })
      : sampleTarget({ url: `${endpoint}/v1/traces`, ...own });
  return { link, target };
};
