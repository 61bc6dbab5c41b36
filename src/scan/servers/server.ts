import type { Location } from '../../model/finding.ts';
import { awaitsPerson } from '../../model/placeholder.ts';
import { type Exporter, exporterWorkload } from '../exporter-workload.ts';
import { yamlSlot } from '../slot.ts';
import type { Workload } from '../workload.ts';
import type { YamlNode } from '../yaml/tree.ts';

/** A file that is the configuration of a server. */
export interface ServerFile {
  readonly path: string;
  readonly text: string;
  /** For a sentence, such as `Traefik configuration`. */
  readonly label: string;
}

/** What a server sends to, as its configuration writes it: a URL, or a host with a port. */
export interface Written extends Pick<Exporter, 'signal' | 'protocol' | 'spelt'> {
  readonly text: string;
  /** Whether `text` is encrypted where it has no scheme. */
  readonly secure: boolean;
  /** Where it stands; the node itself where a patch may change it. */
  readonly at: YamlNode | Location;
}

const isNode = (at: Written['at']): at is YamlNode => 'kind' in at;

/** Templates and references that somebody fills in. */
const isOpen = (text: string): boolean => /\$|\{\{|%\w+%/.test(text) || awaitsPerson(text);

/** The senders of a server; what is filled in elsewhere is not known. */
export const serverWorkloads = (
  { path, label }: ServerFile,
  written: readonly Written[],
): readonly Workload[] =>
  written
    .filter(({ text }) => text !== '' && !isOpen(text))
    .map(({ text, secure, at, ...exporter }) => {
      const place = isNode(at) ? at.at : at;
      const isUrl = text.includes('://');
      const slot =
        isUrl && isNode(at) && at.kind === 'scalar'
          ? yamlSlot(path, at, { dialect: 'plain', entry: null })
          : null;
      const url = isUrl ? text : `${secure ? 'https' : 'http'}://${text}`;
      const owner = { id: `${path}#${place.line}`, label: `${label} ${path}` };
      return exporterWorkload(
        { ...owner, kind: 'process', group: path, sdk: null },
        { ...exporter, url, at: place, slot },
      );
    });
