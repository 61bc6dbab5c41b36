import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBytes, toText } from '../../src/disk/text.ts';
import { whyUnwritten, writeFile } from '../../src/disk/write.ts';
import { makePipe } from '../lab/pipe.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { run } from '../lab/process.ts';

const directory = temporaryDirectory('writer');
const at = (...names: readonly string[]): string => join(directory, ...names);
const modeOf = (path: string): number => statSync(path).mode & 0o7777;

const codeOf = (write: () => void): string => {
  try {
    write();
    return 'written';
  } catch (thrown) {
    expect(whyUnwritten(thrown)).not.toBe('');
    return (thrown as { code: string }).code;
  }
};

describe('the writer', () => {
  test('replaces the whole and keeps the mode', () => {
    writeFileSync(at('a'), 'old');
    chmodSync(at('a'), 0o640);
    const before = statSync(at('a')).ino;
    writeFile(at('a'), 'new');
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(modeOf(at('a'))).toBe(0o640);
    expect(statSync(at('a')).ino).not.toBe(before);
  });

  test('gives a new file the mode that the user wants, and a secret one that of its owner alone', () => {
    writeFile(at('new'), 'x');
    expect(modeOf(at('new'))).toBe(0o666 & ~process.umask());
    writeFile(at('secret'), 'x', { secret: true });
    writeFileSync(at('was-open'), 'x', { mode: 0o644 });
    writeFile(at('was-open'), 'x', { secret: true });
    expect([modeOf(at('secret')), modeOf(at('was-open'))]).toEqual([0o600, 0o600]);
  });

  test('follows no link, and replaces nothing but a file', () => {
    writeFileSync(at('target'), 'kept');
    symlinkSync(at('target'), at('link'));
    symlinkSync(at('nowhere'), at('dangling'));
    makePipe(at('pipe'));
    mkdirSync(at('directory'));
    const codes = ['link', 'dangling', 'pipe', 'directory', 'no/such'].map((name) =>
      codeOf(() => writeFile(at(name), 'x')),
    );
    expect(codes).toEqual(['ELINK', 'ELINK', 'ENOFILE', 'EISDIR', 'ENOENT']);
    expect(readFileSync(at('target'), 'utf8')).toBe('kept');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
  });

  test('stays within the directories that were named, wherever links and dots lead', () => {
    mkdirSync(at('tree/inner'), { recursive: true });
    mkdirSync(at('tree-beside'));
    symlinkSync(at('tree-beside'), at('tree/out'));
    const within = [at('tree')];
    const write = (path: string): string => codeOf(() => writeFile(path, 'x', { within }));
    expect([at('tree/a'), at('tree/inner/a'), at('tree/inner/../b')].map(write)).toEqual(
      Array.from({ length: 3 }, () => 'written'),
    );
    expect(
      [`${at('tree')}/../a`, at('tree-beside/a'), at('tree/out/a'), '/a', at('tree/no/a')].map(write),
    ).toEqual(Array.from({ length: 5 }, () => 'EOUTSIDE'));
    expect(codeOf(() => writeFile(at('tree/c'), 'x', { within: ['/'] }))).toBe('written');
  });

  test('loses nothing where the disk is full, and leaves nothing behind', async () => {
    // A limit on the size of files fails in the middle of the writing, as a full disk does.
    writeFileSync(at('tree/kept'), 'what stood there');
    const script = `
      process.on('SIGXFSZ', () => undefined);
      const { writeFile } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/disk/write.ts'))});
      try { writeFile(${JSON.stringify(at('tree/kept'))}, 'x'.repeat(1024 * 1024)); console.log('written'); }
      catch (thrown) { console.log(thrown.code); }`;
    const tsx = join(import.meta.dirname, '../../node_modules/.bin/tsx');
    const { stdout } = await run(
      'sh',
      ['-c', `ulimit -f 8; exec "$0" -e "$1"`, tsx, `(async()=>{${script}})()`],
      {
        environment: { PATH: process.env['PATH'] ?? '', TSX_DISABLE_CACHE: '1' },
      },
    );
    expect(stdout.trim()).toBe('EFBIG');
    expect(readFileSync(at('tree/kept'), 'utf8')).toBe('what stood there');
    expect(readdirSync(at('tree')).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('bytes of any encoding', () => {
  test('are the same after they were a text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect([...toBytes(toText(Buffer.from(bytes)))]).toEqual([...bytes]);
      }),
      { numRuns: 2_000 },
    );
    const mixed = Buffer.concat([
      Buffer.from('\uFEFFgrüße 🌍\r\n'),
      Buffer.from([0x67, 0xfc, 0xdf, 0x65, 0xf0, 0x9f]),
    ]);
    expect(toBytes(toText(mixed))).toEqual(mixed);
  });

  test('are plain UTF-8 where they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(toText(Buffer.from(text))).toBe(text);
        expect(toBytes(text)).toEqual(Buffer.from(text));
      }),
    );
  });
});
