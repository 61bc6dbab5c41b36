import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { crc32 } from 'node:zlib';

/**
 * Loads the parts of the built package. Compiling them is most of what a short run costs, and Node 20 has no compile
 * cache of its own, so the build keeps V8's compiled form beside each part. V8 itself compares no more than the length of
 * the text, and trusts what it is given: so the sums of the whole text and of the compiled form are checked before, and
 * what does not fit both is not used. Nothing is written when the package is used.
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

/** Bytes of the sum of the text and of that of the compiled form, in front of the latter. */
const SUMS = 8;

/** What is kept beside a part: the compiled form behind the sums by which it is recognised. */
export const sealed = (text: Uint8Array, form: Uint8Array): Buffer => {
  const sums = Buffer.alloc(SUMS);
  sums.writeUInt32BE(crc32(text), 0);
  sums.writeUInt32BE(crc32(form), 4);
  return Buffer.concat([sums, form]);
};

const isFor = (text: Buffer, kept: Buffer): boolean =>
  kept.length > SUMS &&
  kept.readUInt32BE(0) === crc32(text) &&
  kept.readUInt32BE(4) === crc32(kept.subarray(SUMS));

/** The compiled form of a part; undefined where there is none, or it is damaged or of another text. */
const formOf = (file: string, text: Buffer): Buffer | undefined => {
  try {
    const kept = readFileSync(`${file}.cache`);
    return isFor(text, kept) ? kept.subarray(SUMS) : undefined;
  } catch {
    return undefined;
  }
};

/** Exports of a part, which is run once. */
export const part = (name: string): Exports => {
  const known = loaded.get(name);
  if (known) return known;
  const file = fileURLToPath(new URL(`./${name}.cjs`, import.meta.url));
  const bytes = readFileSync(file);
  const cachedData = formOf(file, bytes);
  // The bundles are ASCII: as Latin-1 they are read without decoding.
  const text = `(function(exports,require,module,__filename){${bytes.toString('latin1')}\n})`;
  // V8 keeps the name in the compiled form: one without a folder shows nobody's machine in a stack.
  const script = new vm.Script(text, {
    filename: `otel-doctor/${name}.cjs`,
    ...(cachedData ? { cachedData } : {}),
  });
  compiled.set(file, script);
  const module = { exports: {} as Exports };
  loaded.set(name, module.exports);
  const require = (id: string): unknown => (id.startsWith('./') ? part(id.slice(2)) : requireBuiltin(id));
  (script.runInThisContext() as Wrapped)(module.exports, require, module, file);
  loaded.set(name, module.exports);
  return module.exports;
};
