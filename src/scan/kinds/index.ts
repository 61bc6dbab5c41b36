import { isProgram } from '../code/read-code.ts';
import type { FileKind } from './kind.ts';
import { CODE_KIND, SCRIPT_KINDS } from './script-kinds.ts';
import { SERVER_KINDS } from './server-kinds.ts';
import { STRUCTURED_KINDS } from './structured-kinds.ts';
import { TEXT_KINDS } from './text-kinds.ts';
import { UNREAD_KINDS } from './unread-kinds.ts';

/** Every kind that is told by path and words; YAML and JSON are told by what is in them before these are asked. */
const KINDS: readonly FileKind[] = [
  ...[...TEXT_KINDS, ...SCRIPT_KINDS, CODE_KIND],
  ...[...STRUCTURED_KINDS, ...SERVER_KINDS, ...UNREAD_KINDS],
];

/** Kinds of which every file is looked at. */
const NAMED = KINDS.filter((kind) => kind !== CODE_KIND);

const STRUCTURED = /\.(?:ya?ml|json|tpl)$/i;

/** Files that only programs write or read, and that say nothing of a deployment: locks, schemas, lists of dependencies. */
const LOCKS =
  /\.schema\.json$|^(?:Cargo|pyproject|pixi|poetry|uv)\.toml$|^(?:openapi|swagger)\b|(?:^|[-.])lock\.(?:json|ya?ml)$|^(?:package-lock|npm-shrinkwrap|composer|pnpm-lock|tsconfig|renovate)\b/;

/** Whether a file may say something, by its name alone. */
export const mayBeRead = (name: string, path: string): boolean =>
  !LOCKS.test(name) &&
  !isProgram(path) &&
  (STRUCTURED.test(name) || NAMED.some((kind) => kind.path.test(path)));

/** Whether a file is read as YAML or JSON first. */
export const isStructured = (path: string): boolean => STRUCTURED.test(path);

/** The kind of a file by path and text; undefined where it holds nothing of ours. */
export const kindOf = (path: string, text: string): FileKind | undefined =>
  KINDS.find((kind) => kind.path.test(path) && kind.holds(text, path));

/** Whether the path of a file alone tells its kind, so that its YAML or JSON is not asked what it is. */
export const isToldByPath = (path: string): boolean =>
  KINDS.some((kind) => kind.byPath === true && kind.path.test(path));
