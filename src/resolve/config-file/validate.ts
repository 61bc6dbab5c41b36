import { nearest } from '../../text/nearest.ts';
import { ROOT_RULE, type Rule } from './rules.ts';
import { below, type ConfigNode, type ConfigProblem, entryOf, type ScalarValue, scalarIn } from './tree.ts';

type MapRule = Extract<Rule, { is: 'map' }>;
type ScalarRule = Exclude<Rule, { is: 'map' | 'list' | 'any' | 'object' }>;

/** A key as it may be shown: what does not look like one may be a misplaced secret. */
const shownKey = (key: string): string => (/^[a-z][a-z0-9_./-]{0,40}$/i.test(key) ? `"${key}"` : 'a key');

const problem = (
  { line, column }: { readonly line: number; readonly column: number },
  says: string,
  detail: ConfigProblem['detail'] = 'structure',
): ConfigProblem => ({ detail, line, column, says });

const fitsScalar = (value: ScalarValue, rule: ScalarRule): boolean => {
  if (value === null) return rule.orNull;
  if (rule.is === 'text') return typeof value === 'string' && (rule.among?.includes(value) ?? true);
  if (rule.is === 'boolean') return typeof value === 'boolean';
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (rule.is === 'integer' && !Number.isInteger(value)) return false;
  return value >= (rule.least ?? -Infinity) && value <= (rule.most ?? Infinity);
};

const expected = (rule: ScalarRule): string => {
  if (rule.is === 'boolean') return 'true or false';
  if (rule.is === 'text') return rule.among ? rule.among.join(' or ') : 'a text (in quotes, if need be)';
  const range =
    rule.most === undefined ? `of ${rule.least ?? 0} or more` : `from ${rule.least} to ${rule.most}`;
  return `a ${rule.is === 'integer' ? 'whole ' : ''}number ${range}`;
};

const KNOWN_EXPORTERS: readonly string[] = ['otlp_http', 'otlp_grpc', 'otlp_file/development', 'console'];

/** A plugin may bring exporters of any name; these are meant to be one of our own. */
const isMistaken = (key: string): boolean =>
  !/^otlp_file\b/.test(key) &&
  (/ot[el]l?p|^https?$|^grpc$/i.test(key) || nearest(key, KNOWN_EXPORTERS) !== undefined);

const otherKey = (node: ConfigNode, at: string, key: string, rule: MapRule): ConfigProblem | null => {
  const known = Object.keys(rule.keys);
  const list = known.join(', ');
  if (rule.others === 'any') return null;
  if (rule.others === 'none')
    return problem(node, `unknown key ${shownKey(key)} in ${at}; expected one of: ${list}`);
  if (known.includes('otlp_http') && isMistaken(key))
    return problem(node, `unknown exporter ${shownKey(key)}; expected one of: ${list}`, 'exporter-unknown');
  return null;
};

const checkMap = (node: ConfigNode, at: string, rule: MapRule): readonly ConfigProblem[] => {
  if (rule.orNull && node.kind === 'scalar' && node.value === null) return [];
  if (node.kind !== 'map') return [problem(node, `${at} has to be a mapping (key: value)`)];
  const missing = rule.needs.filter((key) => entryOf(node, key) === undefined);
  if (missing.length > 0) return [problem(node, `${at} lacks ${missing.join(' and ')}`)];
  const wanted = Object.keys(rule.keys).join(', ');
  if (rule.one && node.entries.length !== 1)
    return [problem(node, `${at} has to have exactly one key, one of: ${wanted}`)];
  return node.entries.flatMap((entry) => {
    const { key, value } = entry;
    const own = Object.hasOwn(rule.keys, key) ? rule.keys[key] : undefined;
    if (own !== undefined) return check(value, key, own);
    const wrong = otherKey({ ...value, ...{ line: entry.line, column: entry.column } }, at, key, rule);
    if (wrong !== null) return [wrong];
    const isComponent = value.kind === 'map' || (value.kind === 'scalar' && value.value === null);
    return rule.others === 'components' && !isComponent
      ? [problem(value, `${shownKey(key)} has to be a mapping (key: value)`)]
      : [];
  });
};

const check = (node: ConfigNode, at: string, rule: Rule): readonly ConfigProblem[] => {
  switch (rule.is) {
    case 'any':
      return [];
    case 'object':
      return node.kind === 'map' ? [] : [problem(node, `${at} has to be a mapping (key: value)`)];
    case 'map':
      return checkMap(node, at, rule);
    case 'list':
      if (node.kind !== 'list' || node.items.length === 0)
        return [problem(node, `${at} has to be a list (- ...) with at least one entry`)];
      return node.items.flatMap((item) => check(item, `an entry of ${at}`, rule.of));
    default:
      return node.kind === 'scalar' && fitsScalar(node.value, rule)
        ? []
        : [problem(node, `${at} has to be ${expected(rule)}`)];
  }
};

const FORMAT = /^(\d+)(?:\.(\d+))?(?:\.\d.*|-.*)?$/;

/** The format's version as it is written; null when there is none that can be read. */
const versionOf = (root: ConfigNode): readonly [major: number, minor: number] | null => {
  const value = scalarIn(below(root, 'file_format'));
  const [whole, major, minor] = typeof value === 'string' ? (FORMAT.exec(value) ?? []) : [];
  return whole === undefined ? null : [Number(major), Number(minor ?? 0)];
};

/** Whether a file is in the form of before 1.0. */
export const isFormer = (root: ConfigNode): boolean => versionOf(root)?.[0] === 0;

const formatProblems = (root: ConfigNode): readonly ConfigProblem[] => {
  const at = entryOf(root, 'file_format');
  if (at === undefined)
    return [problem(root, 'file_format is missing; expected file_format: "1.1" at the top', 'format')];
  const version = versionOf(root);
  if (version === null)
    return [problem(at.value, 'file_format has to be a version in quotes, for example "1.1"', 'format')];
  return version[0] > 1 ? [problem(at.value, 'file_format has to be "1.x"', 'format')] : [];
};

/** What keeps an SDK from using a file, the first of each kind in front; the form of before 1.0 is not checked. */
export const validate = (root: ConfigNode): readonly ConfigProblem[] => {
  if (root.kind !== 'map') return [problem(root, 'the file has to be a mapping (key: value)', 'structure')];
  const format = formatProblems(root);
  if (format.length > 0) return format;
  return isFormer(root) ? [] : check(root, 'the file', ROOT_RULE);
};
