import type { WorkloadKind } from '../../model/deployment.ts';
import { readBlocks, readToml } from '../blocks/read-blocks.ts';
import type { Trail } from '../environments/find.ts';
import { beginsWith, type EnvironmentRules, environmentWorkloads } from '../environments/scopes.ts';
import type { SourceFile } from '../files.ts';
import { readValues } from '../helm/read-values.ts';
import { parse, type ReadContext, unparsed } from '../parse.ts';
import { withoutComments } from '../yaml/json.ts';
import type { YamlReading } from '../yaml/read-yaml.ts';
import type { FileKind } from './kind.ts';
import { setsOne as holds } from './setting.ts';

const never = (): boolean => false;

const TOML = /\.toml$/i;
const BLOCKS = /\.(?:tf|tfvars|hcl|nomad)$/i;

/** The documents of a file in its own language. */
const documentsOf = (file: SourceFile, context: ReadContext): YamlReading => {
  const { path, text } = file;
  if (TOML.test(path)) return { documents: [readToml(path, text)], problem: null };
  if (BLOCKS.test(path)) return { documents: [readBlocks(path, text)], problem: null };
  return parse(/\.json$/i.test(path) ? { ...file, text: withoutComments(text) } : file, context);
};

/** A reader of what a kind of file sets, by its rules. */
const reader =
  (label: string, kind: WorkloadKind, more: Partial<EnvironmentRules> = {}): NonNullable<FileKind['read']> =>
  (file, context) => {
    const reading = documentsOf(file, context);
    const rules = { label, kind, inContainer: false, isScript: never, ...more };
    const form = TOML.test(file.path) || BLOCKS.test(file.path) ? 'attribute' : 'map';
    const given = { path: file.path, text: file.text, form } as const;
    return {
      workloads: reading.documents.flatMap((root) => environmentWorkloads(given, root, rules)),
      unread: unparsed(file, reading),
    };
  };

const isAny =
  (...wanted: readonly string[]) =>
  (key: string): boolean =>
    wanted.includes(key);

const WORKFLOW = /\.(?:github|gitea|forgejo)\/(?:workflows|actions)\/.{0,400}\.ya?ml$|(?:^|\/)action\.ya?ml$/;
const PIPELINE =
  /(?:^|\/)(?:\.gitlab-ci|\.gitlab\/ci\/[^\n]{0,300}|azure-pipelines[^/]{0,100}|bitbucket-pipelines|\.travis)\.ya?ml$|(?:^|\/)\.(?:circleci|buildkite|gitlab-ci)\/[^\n]{0,300}\.ya?ml$/;

/** Keys of templates of AWS, of the Serverless Framework, of App Engine, and of tasks of ECS. */
const CLOUD =
  /AWSTemplateFormatVersion|AWS::|^(?:provider|service|runtime|env_variables):|"?containerDefinitions"?\s{0,5}:/m;

/** What is set for all functions of a template counts for each of them. */
const cloudScope = (trail: Trail): Trail => {
  if (beginsWith(trail, 'provider')) return [];
  if (beginsWith(trail, 'Globals', 'Function')) return ['Resources'];
  // Of `Properties / Environment / Variables`, the function is what has the properties.
  return trail.slice(0, trail.at(-1) === 'Variables' ? -2 : -1);
};

/** Kinds that are told by their path. */
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
    read: reader('Taskfile', 'process', { isScript: isAny('cmds', 'cmd', 'sh') }),
  },
  {
    ...{ name: 'editor', label: 'editor settings', byPath: true, holds },
    path: /(?:^|\/)(?:\.vscode\/[^/]*\.json|\.?devcontainer\.json|[^/]{1,100}\.code-workspace)$/,
    read: reader('editor setting', 'process'),
  },
  {
    ...{ name: 'dotnet', label: '.NET settings', byPath: true },
    path: /(?:^|\/)(?:appsettings[^/]*|launchSettings)\.json$/i,
    holds,
    read: reader('.NET setting', 'process', { sdk: 'dotnet' }),
  },
  {
    ...{ name: 'agent', label: "agent CLIs' settings", byPath: true, holds },
    path: /(?:^|\/)\.(?:claude|copilot|cursor|opencode)\/[^/]*\.json$|(?:^|\/)\.mcp\.json$/,
    read: reader('agent setting', 'process'),
  },
  {
    ...{ name: 'cloud', label: 'templates of cloud functions and tasks' },
    path: /(?:^|\/)(?:template|sam|serverless|cloudformation|stack|app|task-?def(?:inition)?)[^/]{0,100}\.(?:ya?ml|json)$/i,
    holds: (text) => holds(text) && CLOUD.test(text),
    read: reader('template', 'container', { scopeOf: cloudScope }),
  },
  {
    ...{ name: 'terraform', label: 'Terraform files', path: /\.(?:tf|tfvars)$/, holds },
    read: reader('Terraform', 'container'),
  },
  {
    ...{ name: 'nomad', label: 'Nomad jobs', path: /\.(?:nomad|hcl)$/, holds },
    read: reader('Nomad job', 'container'),
  },
  {
    ...{ name: 'platform', label: 'settings of platforms', holds },
    path: /(?:^|\/)(?:fly|wrangler|netlify|railway|render|heroku|mise|\.mise|nixpacks|shuttle)[^/]{0,60}\.toml$/,
    read: reader('platform setting', 'container'),
  },
  {
    ...{ name: 'helm-values', label: 'Helm values', byPath: true },
    path: /(?:^|\/)(?:values(?:[.-][\w.-]{1,100})?|[\w.-]{1,100}[.-]values)\.ya?ml$/i,
    holds: (text) => /OTEL_\w|otlp|:431[78]|^[ \t]*(?:receivers|exporters):/im.test(text),
    read: readValues,
  },
];
