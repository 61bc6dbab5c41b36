import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { isUsageError } from '../../src/model/usage.ts';
import { fileLayer } from '../../src/settings/file.ts';
import { temporaryDirectory } from '../lab/ports.ts';

let directory = '';

beforeAll(() => {
  directory = temporaryDirectory('settings');
});

const file = (name: string, content: string): string => {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
};

test('a file gives its variables with path and line', () => {
  const path = file('a.env', '# comment\nOTEL_EXPORTER_OTLP_PROTOCOL=grpc\n');
  expect(fileLayer(path)).toMatchObject({
    layer: {
      values: {
        OTEL_EXPORTER_OTLP_PROTOCOL: {
          value: 'grpc',
          source: { kind: 'file', name: 'OTEL_EXPORTER_OTLP_PROTOCOL', path, line: 2 },
        },
      },
    },
    notes: [],
  });
});

test('an empty file gives nothing', () => {
  expect(fileLayer(file('empty.env', ''))).toMatchObject({ layer: { values: {} }, notes: [] });
});

test('lines that are no settings are noted, three at most, without their text', () => {
  const path = file('odd.env', 'secret words\nOTEL_A=1\nmore\nand more\nand more\n');
  const { notes } = fileLayer(path);
  expect(notes).toEqual([1, 3, 4].map((line) => `${path}:${line} was ignored: not of the form NAME=value.`));
});

test('what goes wrong is a usage error', () => {
  const failures = [join(directory, 'missing'), directory, file('binary', 'OTEL_A=\u0000')].map((path) => {
    try {
      return fileLayer(path);
    } catch (thrown) {
      return isUsageError(thrown);
    }
  });
  expect(failures).toEqual([true, true, true]);
});
