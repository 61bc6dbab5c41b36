import { readDockerfile } from '../dockerfile/read-dockerfile.ts';
import { readEnvFile } from '../env-file/read-env-file.ts';
import { readUnit } from '../systemd/read-unit.ts';
import { emptyWorkload } from '../workload.ts';
import type { FileKind, KindReading } from './kind.ts';

const readEnv: FileKind['read'] = ({ path, text }): KindReading => {
  const { variables, notes } = readEnvFile(path, text, () => undefined);
  const at = { path, line: 1, column: 1 };
  const workload = emptyWorkload({
    ...{ id: path, label: `env file ${path}`, kind: 'env-file', group: path, name: path, at },
  });
  // Whoever uses the file may set more.
  return { workloads: [{ ...workload, variables, complete: false }], notes };
};

/** Lines that are looked at to tell what a text is. */
const MOST_LINES = 400;

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n', MOST_LINES)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const ASSIGNMENT = /^(?:export\s+)?[A-Za-z_]\w*=/;

const isEnvironment = (text: string): boolean => {
  const lines = linesOf(text);
  return lines.length > 0 && lines.every((line) => ASSIGNMENT.test(line));
};

/** `.env`, `.env.local`, `app.env`, `production.env.example`, `env`, `environment`. */
const ENV_NAME = /(?:^|\/)\.env[^/]{0,255}$|\.env$|\.env\.[^/]{0,255}$|(?:^|\/)env(?:ironment)?$/i;
/** A file of another name is one where it holds nothing but assignments. */
const ENV_FILE = new RegExp(`${ENV_NAME.source}|\\.(?:conf|service)$|[.-]env$`, 'i');
const DOCKERFILE = /(?:^|[./])(?:Docker|Container)file(?:\.[^/]{0,255})?$/i;

/** Kinds that are no YAML, in the order in which they are tried. */
export const TEXT_KINDS: readonly FileKind[] = [
  {
    ...{ name: 'dockerfile', label: 'Dockerfiles', path: DOCKERFILE },
    holds: () => true,
    read: ({ path, text }) => ({ workloads: [readDockerfile(path, text) ?? []].flat() }),
  },
  {
    ...{ name: 'systemd', label: 'systemd units', path: /\.(?:service|conf)$/i },
    holds: (text) => linesOf(text).some((line) => /^\[(?:Unit|Service|Install)\]$/.test(line)),
    read: ({ path, text }, { readText }) => {
      const { workload, usedEnvFiles } = readUnit(path, text, readText);
      return { workloads: [workload], uses: usedEnvFiles };
    },
  },
  {
    ...{ name: 'env-file', label: 'env files', path: ENV_FILE },
    holds: (text, path) => ENV_NAME.test(path) || isEnvironment(text),
    read: readEnv,
  },
];
