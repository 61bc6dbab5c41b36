import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/commands/main.ts';
import { fakeSession } from '../../kit/session.ts';
import { temporaryDirectory } from '../../lab/ports.ts';

/** What `env` says of a configuration file that is not there, on one line. */
const told = async (sdk: string): Promise<string> => {
  const path = join(temporaryDirectory('env-config-file'), 'nope.yaml');
  const session = fakeSession({ environment: { OTEL_CONFIG_FILE: path }, columns: 400 });
  await main(['env', '--sdk', sdk], session);
  return session.out().replaceAll(path, 'PATH');
};

test('settings of a configuration file are told as those of the SDK that reads it', async () => {
  const text = await told('python');
  expect(text).toMatch(/^What the configuration file means to python \(release \d/);
  expect(text).not.toContain('mean by the specification');
});

test('a file that is not there has no line', async () => {
  const text = await told('python');
  expect(text).toContain('OTEL_CONFIG_FILE=PATH: there is no such file: this SDK does not start with it');
  expect(text).not.toContain(':0');
});

test('the specification itself is named as such', async () => {
  expect(await told('spec')).toMatch(/^What the settings mean by the specification \(\d/);
});
