import { type Nearest, nearestOf } from '../near.ts';
import { type Landscape, nameKey } from './landscape.ts';

/** The units of a tree by the names that they write down with a namespace. */
export type World = Pick<Nearest<Landscape>, 'find'>;

interface Written {
  readonly key: string;
  readonly path: string;
  readonly land: Landscape;
}

const writtenIn = (land: Landscape): readonly Written[] => [
  ...land.services
    .filter(({ namespaced }) => namespaced)
    .map(({ name, namespace, at }) => ({ key: nameKey(namespace, name), path: at.path, land })),
  ...land.workloads
    .filter(({ kind, namespaced }) => kind === 'kubernetes' && namespaced)
    .flatMap(({ names, group, at }) =>
      names.map((name) => ({ key: nameKey(group, name), path: at.path, land })),
    ),
];

/** Joins units by explicit namespaces: the nearest counts, and of two that are equally near none does. */
export const worldOf = (lands: readonly Landscape[]): World => {
  const index = nearestOf(
    lands.flatMap(writtenIn),
    ({ key }) => [key],
    ({ path }) => path,
  );
  return {
    find: (key, from) => {
      const found = index.find(key, from);
      return found === undefined || found === 'several' ? found : found.land;
    },
  };
};
