import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/model/process.ts';
import { compiledFrom } from '../../src/processes/elf.ts';
import { type Clues, languageOf } from '../../src/processes/language.ts';
import { describeWith, requirePart } from '../lab/parts.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const clues = (change: Partial<Clues>): Clues => ({
  programs: ['/app/server'],
  options: [],
  libraries: () => '',
  threads: () => [],
  compiledFrom: () => null,
  ...change,
});

describe('the language of a process', () => {
  test.each<[Language, string]>([
    ['python', '/usr/local/bin/python3.13'],
    ['python', '/opt/pypy3'],
    ['js', '/usr/bin/node'],
    ['js', '/root/.bun/bin/bun'],
    ['java', '/usr/lib/jvm/java-21/bin/java'],
    ['dotnet', '/usr/share/dotnet/dotnet'],
    ['ruby', '/usr/bin/ruby3.2'],
    ['php', '/usr/sbin/php-fpm8.3'],
    ['erlang', '/usr/lib/erlang/erts-14/bin/beam.smp'],
    ['js', '/usr/bin/node (deleted)'],
    ['unknown', '/usr/bin/nodepad'],
  ])('is %s for %s', (language, program) => {
    expect(languageOf(clues({ programs: [program] }))).toBe(language);
  });

  test.each<[Language, string]>([
    ['python', '/usr/lib/libpython3.12.so.1.0'],
    ['java', '/opt/jre/lib/server/libjvm.so'],
    ['dotnet', '/app/libcoreclr.so'],
    ['php', '/usr/lib/apache2/modules/libphp8.2.so'],
    ['ruby', '/usr/lib/libruby-3.2.so.3.2'],
    ['unknown', '/usr/lib/libc.so.6'],
  ])('is %s where %s is loaded', (language, library) => {
    expect(languageOf(clues({ libraries: () => `7f00-7f01 r-xp 0 fe:00 1  ${library}\n` }))).toBe(language);
  });

  test('is what the compiler left in the program', () => {
    expect(languageOf(clues({ compiledFrom: () => 'rust' }))).toBe('rust');
  });

  test('is .NET by the threads of its runtime', () => {
    expect(languageOf(clues({ threads: () => ['app\n', '.NET SynchManag\n'] }))).toBe('dotnet');
  });

  test.each<[Language, string[]]>([
    ['java-agent', ['-javaagent:/otel/opentelemetry-javaagent.jar']],
    ['java-agent', ['-Xmx1g', '-javaagent:/app/agent.jar=x=y']],
    ['java', ['-javaagent:/opt/jmx_prometheus_javaagent-1.0.jar=9404:/c.yml']],
    ['java', []],
  ])('is %s with the options %j', (language, options) => {
    expect(languageOf(clues({ programs: ['/bin/java'], options }))).toBe(language);
  });
});

/** An ELF file of nothing but named sections. */
const elf = (sections: Readonly<Record<string, string>>): Buffer => {
  const entries = Object.entries({ '': '', ...sections });
  const names = Buffer.from(`${[...entries.map(([name]) => name), '.shstrtab'].join('\0')}\0`);
  const bodies = [...entries.map(([, body]) => Buffer.from(body)), names];
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  const table = Buffer.alloc(64 * bodies.length);
  let nameAt = 0;
  let bodyAt = 64 + table.length;
  for (const [index, body] of bodies.entries()) {
    table.writeUInt32LE(nameAt, index * 64);
    table.writeBigUInt64LE(BigInt(bodyAt), index * 64 + 0x18);
    table.writeBigUInt64LE(BigInt(body.length), index * 64 + 0x20);
    nameAt += (entries[index]?.[0].length ?? 0) + 1;
    bodyAt += body.length;
  }
  header.writeBigUInt64LE(64n, 0x28);
  header.writeUInt16LE(64, 0x3a);
  header.writeUInt16LE(bodies.length, 0x3c);
  header.writeUInt16LE(bodies.length - 1, 0x3e);
  return Buffer.concat([header, table, ...bodies]);
};

describe('what a compiler leaves in a program', () => {
  const file = (content: Buffer | string): string => {
    const path = join(temporaryDirectory('elf'), 'program');
    writeFileSync(path, content);
    return path;
  };

  test('Go', () => {
    expect(compiledFrom(file(elf({ '.text': 'x', '.go.buildinfo': '\xff Go buildinf:' })))).toBe('go');
  });

  test('Rust', () => {
    expect(compiledFrom(file(elf({ '.comment': 'GCC 13\0rustc version 1.80.0\0' })))).toBe('rust');
    expect(compiledFrom(file(elf({ '.comment': 'GCC: (Debian) 12.2\0' })))).toBeNull();
  });

  test.each([
    ['no file', '/nonexistent'],
    ['a script', file('#!/bin/sh\n')],
    ['an ELF file that is cut off', file(elf({ '.go.buildinfo': '' }).subarray(0, 100))],
    [
      'an ELF file full of nonsense',
      file(Buffer.concat([Buffer.from('\x7fELF\x02\x01'), Buffer.alloc(90, 0xff)])),
    ],
    ['this Node', process.execPath],
  ])('nothing in %s', (_, path) => {
    expect(compiledFrom(path)).toBeNull();
  });
});

describeWith(['otelcol'], 'a real Collector', () => {
  test('is of Go', () => {
    expect(compiledFrom(requirePart('otelcol'))).toBe('go');
  });
});
