import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf, readFile, whyUnread, withFile } from '../../src/disk/read.ts';
import { makePipe } from '../lab/pipe.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const directory = temporaryDirectory('reader');
const at = (name: string): string => join(directory, name);

const file = (name: string, content: string): string => {
  writeFileSync(at(name), content);
  return at(name);
};

const pipe = (name: string): string => {
  makePipe(at(name));
  return at(name);
};

const linkTo = (name: string, target: string): string => {
  symlinkSync(target, at(name));
  return at(name);
};

/** Empty where it is gone: listing the descriptors takes one itself. */
const readlinkOf = (path: string): string => {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
};

const LIMIT = { maxBytes: 16 };

describe('the reader', () => {
  test('gives the bytes of a regular file, up to the limit', () => {
    expect(bytesOf(file('small', 'x'.repeat(16)), LIMIT)?.toString()).toBe('x'.repeat(16));
    expect(readFile(file('large', 'x'.repeat(17)), LIMIT)).toMatchObject({ unread: 'too-large' });
    expect(readFile(at('large'), { ...LIMIT, beginning: true })).toMatchObject({ cut: true });
    expect(bytesOf(at('large'), { ...LIMIT, beginning: true })).toHaveLength(16);
    expect(bytesOf(file('empty', ''), LIMIT)).toHaveLength(0);
  });

  test('reads a file that claims to have no size, and only as far as the limit', () => {
    expect(bytesOf('/proc/self/stat', { maxBytes: 4096 })?.length).toBeGreaterThan(0);
    expect(readFile('/proc/self/stat', { maxBytes: 4 })).toMatchObject({ unread: 'too-large' });
  });

  test('holds no more than the limit of a sparse file of any size', () => {
    truncateSync(file('sparse', ''), 2 ** 40);
    expect(readFile(at('sparse'), LIMIT)).toMatchObject({ unread: 'too-large' });
    expect(bytesOf(at('sparse'), { ...LIMIT, beginning: true, from: 2 ** 39 })).toEqual(Buffer.alloc(16));
  });

  test.each([
    ['a device that never ends', () => '/dev/zero', 'not-a-file'],
    ['a terminal', () => '/dev/tty', 'not-a-file'],
    ['a pipe that nobody writes to', () => pipe('pipe'), 'pipe'],
    ['a link to such a pipe', () => linkTo('link', pipe('behind')), 'pipe'],
    ['a directory', () => directory, 'directory'],
    ['a name that is not there', () => at('nowhere'), 'missing'],
    ['a name below a file', () => join(file('no-directory', ''), 'x'), 'missing'],
    ['a loop of links', () => linkTo('loop', at('loop')), 'failed'],
    ['a name with a null byte', () => at('a\0b'), 'failed'],
  ])('refuses %s at once', (_name, path, unread) => {
    const named = path();
    const read = readFile(named, LIMIT);
    expect(read).toMatchObject({ unread });
    if ('unread' in read) expect(whyUnread(read, LIMIT.maxBytes)).toMatch(/^(it|there) /);
    expect(withFile(named, () => 'opened')).toBeNull();
  });

  test('refuses a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
    expect(readFile(at('socket'), LIMIT)).toMatchObject({ unread: 'pipe' });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('the reader below another root', () => {
  const root = at('root');
  const below = (path: string) => readFile(path, { ...LIMIT, root });
  mkdirSync(join(root, 'etc'), { recursive: true });
  mkdirSync(join(root, 'proc'));
  writeFileSync(join(root, 'etc/hosts'), 'theirs');
  writeFileSync(at('ours'), 'ours');
  symlinkSync('/etc/hosts', join(root, 'absolute'));
  symlinkSync('../../../../../../etc/hosts', join(root, 'etc/upwards'));
  symlinkSync(at('ours'), join(root, 'outside'));
  symlinkSync('/proc/self/root', join(root, 'magic'));
  symlinkSync('etc', join(root, 'directory'));
  symlinkSync('loop', join(root, 'loop'));

  test.each(['/etc/hosts', '/absolute', '/etc/upwards', '/../../etc/hosts', '/directory/../etc//./hosts'])(
    'finds %s as the process would',
    (path) => {
      const read = below(path);
      expect('bytes' in read && read.bytes.toString()).toBe('theirs');
    },
  );

  test.each([
    ['/outside', 'missing'],
    ['/magic/etc/hosts', 'missing'],
    ['/loop', 'failed'],
    ['/etc', 'directory'],
    ['/etc/hosts/x', 'missing'],
    ['/nowhere', 'missing'],
  ])('does not leave it for %s', (path, unread) => {
    expect(below(path)).toMatchObject({ unread });
  });

  test('refuses pipes and devices there, and takes nothing of /proc for theirs', () => {
    makePipe(join(root, 'pipe'));
    expect(below('/pipe')).toMatchObject({ unread: 'pipe' });
    expect(readFile('/dev/zero', { ...LIMIT, root: '/' })).toMatchObject({ unread: 'not-a-file' });
    expect(readFile('/proc/version', { maxBytes: 4096, root: '/' })).toMatchObject({ unread: 'denied' });
  });

  test('leaves no descriptor open', () => {
    // Of the process there are others, which come and go.
    const open = (): readonly string[] =>
      readdirSync('/proc/self/fd')
        .map((number) => readlinkOf(`/proc/self/fd/${number}`))
        .filter((path) => path.startsWith(directory));
    for (let count = 0; count < 50; count += 1) {
      for (const path of ['/etc/hosts', '/loop', '/nowhere', '/etc/../pipe']) below(path);
    }
    expect(open()).toEqual([]);
    const held = openSync(join(root, 'etc/hosts'), 'r');
    expect(open()).toHaveLength(1);
    closeSync(held);
  });
});
