import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { matching } from '../text/pattern.ts';
import { startOf } from './files.ts';

/** A source file and its text. */
interface Source {
  readonly path: string;
  readonly text: string;
}

/** Source files of a program, as far as the limits reach. */
export interface Sources {
  readonly files: readonly Source[];
  /** No limit was reached. */
  readonly whole: boolean;
}

const MAX_FILES = 200;
const MAX_BYTES = 256 * 1024;
const MAX_DIRECTORIES = 100;

/** Installed packages, and what does not run with the program. */
const ASIDE =
  /^(?:\..*|node_modules|site-packages|dist-packages|venv|env|virtualenv|__pycache__|vendor|tests?|__tests__|specs?|docs?|examples?|target|coverage)$/i;

/** Languages of programs that run from their source, by name as in `telemetry.sdk.language`. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  python: ['.py'],
  nodejs: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'],
  ruby: ['.rb', '.ru'],
  php: ['.php'],
};

export const isSource = (path: string, language: string): boolean =>
  EXTENSIONS[language]?.includes(extname(path)) === true;

const list = (directory: string) => {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
};

/** Reads the sources of a program: files that were named first, then what lies in directories, level by level. */
export const readSources = (
  named: readonly string[],
  directories: readonly string[],
  language: string,
): Sources => {
  const paths = [...new Set(named)];
  const open = [...new Set(directories)];
  // Grows while it is walked.
  for (const directory of open) {
    if (paths.length > MAX_FILES || open.length > MAX_DIRECTORIES) break;
    for (const entry of list(directory)) {
      const path = join(directory, entry.name);
      if (entry.isDirectory() && !ASIDE.test(entry.name) && !open.includes(path)) open.push(path);
      if (entry.isFile() && isSource(path, language) && !paths.includes(path)) paths.push(path);
    }
  }
  const files = paths.slice(0, MAX_FILES).map((path) => ({ path, text: startOf(path, MAX_BYTES) }));
  return { files, whole: paths.length <= MAX_FILES && open.length <= MAX_DIRECTORIES };
};

/** Lines that bring OpenTelemetry, or a distribution of it, into a program. */
const LOADS = new RegExp(
  [
    String.raw`^[ \t]*(?:from|import)[ \t]+(?:[\w.]{0,200}opentelemetry|logfire|traceloop|splunk_otel)\b`,
    String.raw`\b(?:require|import|from)\b\s{0,20}\(?\s{0,20}['"](?:@opentelemetry\/|@vercel\/otel|@splunk\/otel|@honeycombio\/opentelemetry|@traceloop\/|opentelemetry[-/])`,
    String.raw`\b(?:import_module|__import__)\(\s{0,20}['"]opentelemetry`,
    String.raw`^[ \t]*use[ \t]+OpenTelemetry\\|\bOpenTelemetry\\|\bOpenTelemetry::SDK`,
  ].join('|'),
  'm',
);

/** Whether a text loads OpenTelemetry. */
export const loadsTelemetry = (text: string): boolean => LOADS.test(text);

/**
 * The API alone makes spans that nobody records: only an SDK, an instrumentation or a distribution starts something.
 * https://opentelemetry.io/docs/specs/otel/library-guidelines/
 */
const API_ONLY = new RegExp(
  [
    String.raw`^[ \t]*import[ \t]+opentelemetry\.(?:trace|propagate|propagators|baggage|context|metrics|util|semconv|_logs)\b[^\n]*`,
    String.raw`^[ \t]*from[ \t]+opentelemetry\.(?:trace|propagate|propagators|baggage|context|metrics|util|semconv|_logs)\b[^\n]*`,
    String.raw`^[ \t]*from[ \t]+opentelemetry[ \t]+import[ \t]+(?![^\n]*\b(?:sdk|instrumentation|exporter|distro)\b)[^\n]*`,
    String.raw`['"]@opentelemetry\/(?:api|api-logs|api-events|semantic-conventions)['"]`,
  ].join('|'),
  'gm',
);

/** Whether a text loads more of OpenTelemetry than its API. */
export const startsTelemetry = (text: string): boolean => loadsTelemetry(text.replace(API_ONLY, ''));

const moduleName = (path: string): string => {
  const name = basename(path, extname(path));
  return name === '__init__' || name === 'index' ? basename(join(path, '..')) : name;
};

const IMPORTS = /^.*\b(?:import|from|require|require_relative|require_once|include|autoload|load)\b.*$/gm;

/** What is loaded by a name that the program makes up. */
const MADE_UP = /\b(?:import_module|__import__|glob|readdir\w*)\b|\b(?:require|import)\(\s*[^'"\s)]/;

/** Files that the program loads, as far as the names in its import lines tell. */
export interface Loaded {
  readonly files: readonly Source[];
  /** No file is loaded by a name that is only made when it runs. */
  readonly certain: boolean;
}

/** Follows the import lines from these files on. */
export const followImports = (from: readonly string[], { files }: Sources): Loaded => {
  const loaded = files.filter(({ path }) => from.includes(path));
  let rest = files
    .filter(({ path }) => !from.includes(path))
    .map((source) => {
      return { source, name: matching()`\b${moduleName(source.path)}\b` };
    });
  // Grows while it is walked.
  for (const { text } of loaded) {
    const lines = (text.match(IMPORTS) ?? []).join('\n');
    const found = rest.filter(({ name }) => name.test(lines));
    loaded.push(...found.map(({ source }) => source));
    rest = rest.filter((entry) => !found.includes(entry));
  }
  return { files: loaded, certain: !loaded.some(({ text }) => MADE_UP.test(text)) };
};
