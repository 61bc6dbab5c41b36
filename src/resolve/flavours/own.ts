import { FLAVOURS } from './index.ts';

const OWN = FLAVOURS.flatMap(({ flavour }) => flavour?.own ?? []);

const NAMES = new Set(
  FLAVOURS.flatMap(({ flavour }) => [
    ...(flavour?.own.flatMap(({ variable }) => variable ?? []) ?? []),
    ...(flavour?.needs.map(({ variable }) => variable) ?? []),
  ]),
);

const FRONTS = OWN.flatMap(({ isMap, variable }) => (isMap && variable !== null ? [`${variable}_`] : []));

/** Whether a variable is a setting of a program's own. */
export const isOwnVariable = (name: string): boolean =>
  NAMES.has(name) || FRONTS.some((front) => name.startsWith(front));
