import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

/**
 * Loads the parts of the built package. Compiling them is most of what a short run costs, and Node 20 has no compile
 * cache of its own, so the build keeps V8's compiled form beside each part. It is used when it was made by the same V8
 * for the same text; otherwise V8 refuses it and compiles as usual. Nothing is written when the package is used.
 */
type Exports = Record<string, unknown>;

type Wrapped = (
  exports: Exports,
  require: (id: string) => unknown,
  module: { exports: Exports },
  file: string,
) => void;

/** Compiled parts by file, for the build to take their compiled form from. */
export const compiled = new Map<string, vm.Script>();

const loaded = new Map<string, Exports>();

const requireBuiltin = createRequire(import.meta.url);

const readCache = (file: string): Buffer | undefined => {
  try {
    return readFileSync(`${file}.cache`);
  } catch {
    return undefined;
  }
};

/** Exports of a part, which is run once. */
export const part = (name: string): Exports => {
  const known = loaded.get(name);
  if (known) return known;
  const file = fileURLToPath(new URL(`./${name}.cjs`, import.meta.url));
  const cachedData = readCache(file);
  // The bundles are ASCII: as Latin-1 they are read without decoding.
  const text = `(function(exports,require,module,__filename){${readFileSync(file, 'latin1')}\n})`;
  const script = new vm.Script(text, { filename: file, ...(cachedData ? { cachedData } : {}) });
  compiled.set(file, script);
  const module = { exports: {} as Exports };
  loaded.set(name, module.exports);
  const require = (id: string): unknown => (id.startsWith('./') ? part(id.slice(2)) : requireBuiltin(id));
  (script.runInThisContext() as Wrapped)(module.exports, require, module, file);
  loaded.set(name, module.exports);
  return module.exports;
};
