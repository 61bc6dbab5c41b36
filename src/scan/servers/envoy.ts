import { below, entriesOf, itemsOf, textOf, type YamlNode } from '../yaml/tree.ts';
import type { Written } from './server.ts';

interface Cluster {
  readonly text: string;
  readonly secure: boolean;
  readonly at: YamlNode;
}

const childrenOf = (node: YamlNode | undefined): readonly YamlNode[] =>
  node?.kind === 'list' ? node.items : entriesOf(node).map(({ value }) => value);

/** The first address of each cluster of a bootstrap, by its name. */
const clustersOf = (root: YamlNode): ReadonlyMap<string, Cluster> =>
  new Map(
    itemsOf(below(root, 'static_resources', 'clusters')).flatMap((cluster) => {
      const [group] = itemsOf(below(cluster, 'load_assignment', 'endpoints'));
      const [first] = itemsOf(below(group, 'lb_endpoints'));
      const address = below(first, 'endpoint', 'address', 'socket_address');
      const port = below(address, 'port_value');
      const [name, host] = [textOf(below(cluster, 'name')), textOf(below(address, 'address'))];
      if (name === null || host === null || port === undefined) return [];
      const secure = below(cluster, 'transport_socket') !== undefined;
      return [[name, { text: `${host}:${textOf(port) ?? ''}`, secure, at: port }] as const];
    }),
  );

const SIGNAL = { tracers: 'TRACES', stat_sinks: 'METRICS', access_loggers: 'LOGS' } as const;
const NAME = /^envoy\.(tracers|stat_sinks|access_loggers)\.open_?telemetry$/;

/** Nodes of a tree that have a key, the nearest to the root first. */
const nodesWith = (root: YamlNode, key: string): readonly YamlNode[] => {
  const found: YamlNode[] = [];
  const queue: YamlNode[] = [root];
  // What is found on the way is gone through with the rest.
  for (const node of queue) {
    const value = below(node, key);
    if (value !== undefined) found.push(value);
    queue.push(...childrenOf(node));
  }
  return found;
};

const named = (root: YamlNode): readonly YamlNode[] => {
  const found: YamlNode[] = [];
  const queue: YamlNode[] = [root];
  for (const node of queue) {
    if (NAME.test(textOf(below(node, 'name')) ?? '')) found.push(node);
    queue.push(...childrenOf(node));
  }
  return found;
};

/**
 * Where the tracers, access logs and statistics of a bootstrap are sent: a cluster over gRPC, or an address over HTTP.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/trace/v3/opentelemetry.proto
 */
export const inEnvoy = (root: YamlNode): readonly Written[] => {
  const clusters = clustersOf(root);
  return named(root).flatMap((one): readonly Written[] => {
    const [, kind = 'tracers'] = NAME.exec(textOf(below(one, 'name')) ?? '') ?? [];
    const signal = SIGNAL[kind as keyof typeof SIGNAL];
    const toCluster = nodesWith(one, 'envoy_grpc').flatMap((grpc): readonly Written[] => {
      const cluster = clusters.get(textOf(below(grpc, 'cluster_name')) ?? '');
      return cluster === undefined
        ? []
        : [
            {
              signal,
              protocol: 'grpc',
              text: cluster.text,
              secure: cluster.secure,
              at: cluster.at.at,
              spelt: 'the address of the cluster',
            },
          ];
    });
    const toAddress = nodesWith(one, 'http_uri').flatMap((http): readonly Written[] => {
      const uri = below(http, 'uri');
      const text = textOf(uri);
      return uri === undefined || text === null
        ? []
        : [{ signal, protocol: 'http/protobuf', text, secure: false, at: uri, spelt: 'uri of http_service' }];
    });
    return [...toCluster, ...toAddress];
  });
};
