import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProject } from '../../src/settings/project.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { run } from '../lab/process.ts';

/** A tree of files; a name that ends in `/` is a directory. */
const tree = (files: Readonly<Record<string, string>>): string => {
  const root = temporaryDirectory('project');
  for (const [name, text] of Object.entries({ '.git/': '', ...files })) {
    const path = join(root, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(path, text);
  }
  return root;
};

const python = 'opentelemetry-sdk==1.27.0\n';

describe('the project of a directory', () => {
  test('is the one in it', () => {
    expect(readProject(tree({ 'requirements.txt': python }))).toEqual({
      kind: 'chosen',
      sdk: 'python',
      file: 'requirements.txt',
      package: 'opentelemetry-sdk',
      version: '1.27.0',
    });
  });

  test('is the nearest one above it', () => {
    const root = tree({ 'go.mod': 'module a', 'web/requirements.txt': python, 'web/src/app/': '' });
    expect(readProject(join(root, 'web/src/app'))).toMatchObject({ sdk: 'python' });
    expect(readProject(root)).toMatchObject({ sdk: 'go' });
  });

  test('is not looked for outside of its repository', () => {
    const root = tree({ 'requirements.txt': python, 'inner/.git/': '', 'inner/src/': '' });
    expect(readProject(join(root, 'inner/src'))).toEqual({ kind: 'nothing' });
  });

  test('is not looked for more than three levels up', () => {
    const root = tree({ 'requirements.txt': python, '1/2/3/4/': '' });
    expect(readProject(join(root, '1/2/3')).kind).toBe('chosen');
    expect(readProject(join(root, '1/2/3/4')).kind).toBe('nothing');
  });

  test('has the versions of what is installed at the root of a workspace', () => {
    const name = '@opentelemetry/sdk-node';
    const root = tree({
      'packages/shop/package.json': JSON.stringify({ dependencies: { [name]: '^0.200.0' } }),
      [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '0.203.0' }, null, 2),
    });
    expect(readProject(join(root, 'packages/shop'))).toMatchObject({ sdk: 'js', version: '0.203.0' });
  });

  test('is none where the directory is gone or is no directory', () => {
    expect(readProject('/nonexistent/a').kind).toBe('nothing');
    expect(readProject(join(tree({ file: '' }), 'file', 'x')).kind).toBe('nothing');
  });
});

describe('a file of a project', () => {
  test('that is too large says no more than its name', () => {
    const root = tree({ 'requirements.txt': python });
    truncateSync(join(root, 'requirements.txt'), 600 * 1024);
    expect(readProject(root)).toMatchObject({ sdk: 'python', version: null });
  });

  test('that is a directory or a loop of links does no harm', () => {
    const root = tree({ 'pyproject.toml/': '' });
    symlinkSync('package.json', join(root, 'package.json'));
    expect(readProject(root)).toMatchObject({ kind: 'chosen', sdk: 'python' });
  });

  test.skipIf(process.platform === 'win32')('that is a pipe is not waited for', async () => {
    const root = tree({ 'requirements.txt': python });
    await run('mkfifo', [join(root, 'go.mod')]);
    expect(readProject(root)).toMatchObject({ sdk: 'python' });
  });
});
