import type { FileKind } from './kind.ts';
import { TEXT_KINDS } from './text-kinds.ts';
import { UNREAD_KINDS } from './unread-kinds.ts';

/** Every kind that is told by path and words; YAML and JSON are told by what is in them before these are asked. */
const KINDS: readonly FileKind[] = [...TEXT_KINDS, ...UNREAD_KINDS];

const STRUCTURED = /\.(?:ya?ml|json|tpl)$/i;

/** Files that only programs write, and that say nothing of a deployment. */
const LOCKS = /(?:^|[-.])lock\.(?:json|ya?ml)$|^(?:package-lock|pnpm-lock|tsconfig|renovate)\b/;

/** Whether a file may say something, by its name alone. */
export const mayBeRead = (name: string, path: string): boolean =>
  !LOCKS.test(name) && (STRUCTURED.test(name) || KINDS.some((kind) => kind.path.test(path)));

/** Whether a file is read as YAML or JSON first. */
export const isStructured = (path: string): boolean => STRUCTURED.test(path);

/** The kind of a file by path and text; undefined where it holds nothing of ours. */
export const kindOf = (path: string, text: string): FileKind | undefined =>
  KINDS.find((kind) => kind.path.test(path) && kind.holds(text, path));
