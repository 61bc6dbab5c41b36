import type { PublishedPort } from '../../model/deployment.ts';
import { below, numberOf, textOf, type YamlNode } from '../yaml/tree.ts';

const SHORT = /^(?:(\[[^\]]+\]|\d+(?:\.\d+){3}):)?(?:([\d-]*):)?(\d+(?:-\d+)?)(?:\/(tcp|udp))?$/;
const MAX_RANGE = 1_000;

const rangeOf = (text: string | undefined): readonly number[] => {
  if (text === undefined || text === '') return [];
  const [first = 0, last = first] = text.split('-').map(Number);
  return Array.from({ length: Math.min(last - first + 1, MAX_RANGE) }, (_, index) => first + index);
};

const isTcp = (protocol: string | null | undefined): boolean => protocol !== 'udp';

/** An entry of `ports`, short or long: https://docs.docker.com/reference/compose-file/services/#ports */
export const portsOf = (node: YamlNode, fill: (text: string) => string | null): readonly PublishedPort[] => {
  const text = textOf(node);
  if (text === null) {
    const container = numberOf(below(node, 'target'));
    if (container === null || !isTcp(textOf(below(node, 'protocol')))) return [];
    const [host = null] = rangeOf(fill(textOf(below(node, 'published')) ?? '') ?? '');
    return [{ host, container, at: node.at, address: textOf(below(node, 'host_ip')) }];
  }
  const [, address, published, container, protocol] = SHORT.exec((fill(text) ?? '').trim()) ?? [];
  if (!isTcp(protocol)) return [];
  const hosts = rangeOf(published);
  return rangeOf(container).map((port, index) => ({
    ...{ host: hosts[index] ?? null, container: port, at: node.at },
    address: address?.replace(/^\[|\]$/g, '') ?? null,
  }));
};
