import type { Location } from '../../model/finding.ts';
import { below, itemsOf, pairsOf, textOf, type YamlNode } from '../yaml/tree.ts';

/** One object of a manifest. */
export interface Resource {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** The namespace is written down. */
  readonly namespaced: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly root: YamlNode;
  readonly at: Location;
  readonly path: string;
  readonly text: string;
}

const MAX_LISTS = 5;

/** The objects of a document; a list (`kind: List`) is taken apart. */
export const resourcesOf = (
  file: { readonly path: string; readonly text: string },
  root: YamlNode,
  depth = 0,
): readonly Resource[] => {
  const kind = textOf(below(root, 'kind'));
  if (kind === null || textOf(below(root, 'apiVersion')) === null) return [];
  const items = below(root, 'items');
  if (kind.endsWith('List') && items !== undefined && depth < MAX_LISTS)
    return itemsOf(items).flatMap((item) => resourcesOf(file, item, depth + 1));
  const metadata = below(root, 'metadata');
  const name = textOf(below(metadata, 'name')) ?? textOf(below(metadata, 'generateName'));
  // What has no name cannot be made: it is a part of an object, or what a test expects.
  if (name === null) return [];
  const namespace = textOf(below(metadata, 'namespace'));
  return [
    {
      kind: kindOf(root, kind),
      ...{ name, namespace: namespace ?? 'default', namespaced: namespace !== null },
      labels: pairsOf(below(metadata, 'labels')),
      annotations: pairsOf(below(metadata, 'annotations')),
      ...{ root, at: root.at, path: file.path, text: file.text },
    },
  ];
};

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Rollout: ['spec', 'template'],
  Pod: [],
  KnativeService: ['spec', 'template'],
};

/** Cloud Run and Knative call what they run a Service too. */
const kindOf = (root: YamlNode, kind: string): string =>
  kind === 'Service' && textOf(below(root, 'apiVersion'))?.startsWith('serving.knative.dev/') === true
    ? 'KnativeService'
    : kind;

/** The pod that an object makes; undefined where it makes none. */
export const podOf = ({ kind, root }: Resource): YamlNode | undefined => {
  const path = TEMPLATES[kind];
  return path === undefined ? undefined : below(root, ...path);
};

/** What tells an object from all others. */
export const idOf = ({ path, kind, namespace, name }: Resource): string =>
  `${path}#${kind}/${namespace}/${name}`;
