import { orElse, readBytes } from './files.ts';

/** Section table of a 64-bit little-endian ELF file: https://refspecs.linuxfoundation.org/elf/elf.pdf */
interface Section {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

const MAX_SECTIONS = 400;

const MAX_NAMES = 64 * 1024;

const isElf = (header: Buffer): boolean =>
  header.length === 64 && header.toString('latin1', 0, 4) === '\x7fELF' && header[4] === 2 && header[5] === 1;

const nameAt = (names: Buffer, from: number): string => {
  const end = names.indexOf(0, from);
  return names.toString('latin1', from, end < 0 ? names.length : end);
};

const sectionsOf = (path: string): readonly Section[] => {
  const header = orElse(readBytes(path, 0, 64), Buffer.alloc(0));
  if (!isElf(header)) return [];
  const size = header.readUInt16LE(0x3a);
  const count = Math.min(header.readUInt16LE(0x3c), MAX_SECTIONS);
  const namesIndex = header.readUInt16LE(0x3e);
  const start = Number(header.readBigUInt64LE(0x28));
  const table = orElse(readBytes(path, start, size * count), Buffer.alloc(0));
  if (size < 64 || table.length < size * count || namesIndex >= count) return [];
  const entry = (index: number): { name: number; offset: number; size: number } => ({
    name: table.readUInt32LE(index * size),
    offset: Number(table.readBigUInt64LE(index * size + 0x18)),
    size: Number(table.readBigUInt64LE(index * size + 0x20)),
  });
  const place = entry(namesIndex);
  const names = orElse(readBytes(path, place.offset, Math.min(place.size, MAX_NAMES)), Buffer.alloc(0));
  return Array.from({ length: count }, (_, index) => entry(index)).map((section) => ({
    ...section,
    name: nameAt(names, section.name),
  }));
};

/**
 * Language that the compiler left in a program: Go keeps a section for its build information, also when stripped;
 * rustc writes its version into the comment section.
 */
export const compiledFrom = (path: string): 'go' | 'rust' | null => {
  const sections = sectionsOf(path);
  if (sections.some(({ name }) => name === '.go.buildinfo' || name === '.note.go.buildid')) return 'go';
  const comment = sections.find(({ name }) => name === '.comment');
  if (comment === undefined) return null;
  const text = orElse(readBytes(path, comment.offset, Math.min(comment.size, 4096)), Buffer.alloc(0));
  return text.includes('rustc version') ? 'rust' : null;
};
