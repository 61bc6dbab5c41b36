import type { Spot } from '../../collector/tree.ts';
import type { ComponentKind } from '../../model/collector.ts';
import { entriesOf, type YamlNode } from '../yaml/tree.ts';

/** Kinds of components that take part in pipelines. */
export type Kind = Exclude<ComponentKind, 'extension'>;

/** One component of Alloy that a Collector has too. */
export interface Component {
  readonly kind: Kind;
  readonly type: string;
  readonly label: string;
  /** As the Collector writes it. */
  readonly id: string;
  readonly body: YamlNode;
  readonly at: Spot;
}

const NAME = /^otelcol\.(receiver|processor|exporter|connector)\.(\w{1,60}) (\w{1,100})$/;

/** As Alloy names it. */
export const alloyName = ({ kind, type, label }: Component): string => `otelcol.${kind}.${type}.${label}`;

/** Components of a file; those in what it declares are of another scope. */
export const componentsOf = (root: YamlNode): readonly Component[] =>
  entriesOf(root).flatMap(({ key, value, at }): readonly Component[] => {
    const [, kind, type = '', label = ''] = NAME.exec(key) ?? [];
    if (kind === undefined) return [];
    const own = { type, label, id: `${type}/${label}`, body: value };
    return [{ ...own, kind: kind as Kind, at: [at.line, at.column] }];
  });
