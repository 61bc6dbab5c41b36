import { expect, test } from 'vitest';
import { checks } from '../../../checks/index.ts';
import type { AnyCheck } from '../../../src/model/check.ts';
import { renderCheckList, renderCheckListJson } from '../../../src/report/formats/check-list.ts';
import { width } from '../../../src/report/screen/layout.ts';

const made = (id: AnyCheck['id'], severity: AnyCheck['severity'], title: string): AnyCheck => ({
  id,
  title,
  severity,
  why: '',
  needs: ['target', 'tcp'],
  uses: ['survey'],
  example: {},
  run: () => undefined,
});

const few = [
  made('tls/required', 'error', 'Plaintext is sent to a TLS port'),
  made('tls/certificate-expiring', 'warning', 'It ends soon'),
];

test('code, what is wrong and severity stand under their area', () => {
  expect(renderCheckList([...few, made('auth/missing', 'error', 'No key')], 100)).toBe(
    [
      'tls',
      '  tls/required  Plaintext is sent to a TLS port (error)',
      '  tls/certificate-expiring  It ends soon (warning)',
      '',
      'auth',
      '  auth/missing  No key (error)',
      '',
    ].join('\n'),
  );
});

test('long titles continue below', () => {
  expect(renderCheckList(few, 48)).toBe(
    [
      'tls',
      '  tls/required  Plaintext is sent to a TLS',
      '      port (error)',
      '  tls/certificate-expiring  It ends soon',
      '      (warning)',
      '',
    ].join('\n'),
  );
});

test.each([80, 100])('the list of all checks fits into %i columns', (columns) => {
  const text = renderCheckList(checks, columns);
  expect(text.split('\n').filter((line) => width(line) > columns)).toEqual([]);
  for (const { id } of checks) expect(text).toContain(`${id} `);
});

test('as JSON it holds the same', () => {
  expect(JSON.parse(renderCheckListJson(few))).toEqual({
    schemaVersion: 1,
    checks: [
      {
        code: 'tls/required',
        severity: 'error',
        title: 'Plaintext is sent to a TLS port',
        needs: ['target', 'tcp'],
        uses: ['survey'],
      },
      {
        code: 'tls/certificate-expiring',
        severity: 'warning',
        title: 'It ends soon',
        needs: ['target', 'tcp'],
        uses: ['survey'],
      },
    ],
  });
});
