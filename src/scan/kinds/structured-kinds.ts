import type { WorkloadKind } from '../../model/deployment.ts';
import { beginsWith, type EnvironmentRules, environmentWorkloads } from '../environments/scopes.ts';
import { parse } from '../parse.ts';
import { withoutComments } from '../yaml/json.ts';
import type { FileKind } from './kind.ts';
import { SETTING } from './setting.ts';

const never = (): boolean => false;

/** A reader of what a kind of YAML or JSON sets, by its rules. */
const reader =
  (label: string, kind: WorkloadKind, more: Partial<EnvironmentRules> = {}): NonNullable<FileKind['read']> =>
  (file, context) => {
    const plain = /\.json$/i.test(file.path) ? { ...file, text: withoutComments(file.text) } : file;
    const { documents, problem } = parse(plain, context);
    const rules = { label, kind, inContainer: kind === 'container', isScript: never, ...more };
    const { path } = file;
    return {
      workloads: documents.flatMap((root) => environmentWorkloads(plain, root, rules)),
      notes: problem === null ? [] : [`${path}:${problem.at.line} cannot be read: ${problem.says}`],
    };
  };

const isAny =
  (...wanted: readonly string[]) =>
  (key: string): boolean =>
    wanted.includes(key);

const WORKFLOW = /\.(?:github|gitea|forgejo)\/(?:workflows|actions)\/.{0,400}\.ya?ml$|(?:^|\/)action\.ya?ml$/;
const PIPELINE =
  /(?:^|\/)(?:\.gitlab-ci|\.gitlab\/ci\/[^\n]{0,300}|azure-pipelines[^/]{0,100}|bitbucket-pipelines|\.travis)\.ya?ml$|(?:^|\/)\.(?:circleci|buildkite|gitlab-ci)\/[^\n]{0,300}\.ya?ml$/;

const holds = (text: string): boolean => SETTING.test(text);

/** Kinds of YAML and JSON that are told by their path. */
export const STRUCTURED_KINDS: readonly FileKind[] = [
  {
    ...{ name: 'workflow', label: 'CI workflows', path: WORKFLOW, byPath: true, holds },
    read: reader('workflow', 'process', {
      isScript: isAny('run'),
      leavesOut: (trail) => trail.includes('with') || trail.includes('inputs') || trail[2] === 'services',
    }),
  },
  {
    ...{ name: 'pipeline', label: 'CI pipelines', path: PIPELINE, byPath: true, holds },
    read: reader('pipeline', 'process', {
      isScript: isAny('script', 'before_script', 'after_script', 'bash', 'run', 'command', 'commands'),
      leavesOut: (trail) => trail.includes('services') || trail.includes('workflow'),
    }),
  },
  {
    ...{ name: 'package-json', label: 'package.json scripts', path: /(?:^|\/)package\.json$/, byPath: true },
    holds: (text) => /OTEL_\w{1,60}(?:=|"\s{0,10}:)/.test(text),
    read: reader('npm script', 'process', {
      isScript: isAny('scripts'),
      leavesOut: (trail) => !beginsWith(trail, 'nodemonConfig'),
    }),
  },
  {
    ...{
      name: 'taskfile',
      label: 'Taskfiles',
      path: /(?:^|\/)[Tt]askfile(?:\.dist)?\.ya?ml$/,
      byPath: true,
      holds,
    },
    read: reader('Taskfile', 'process', {
      isScript: isAny('cmds', 'cmd', 'sh'),
      scopeOf: (trail) => trail.slice(0, -1),
    }),
  },
];
