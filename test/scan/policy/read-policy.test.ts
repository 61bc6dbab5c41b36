import { expect, test } from 'vitest';
import { readPolicy } from '../../../src/scan/policy/read-policy.ts';

test('a file of rules is read with the places of its rules', () => {
  const { severities, suppressions } = readPolicy(
    '.otel-doctor.yaml',
    'severities:\n  config: info\nsuppressions:\n  - code: tls/*\n    path: a/**\n    reason: inside of a mesh\n    expires: 2027-01-31\n',
  );
  expect(severities).toMatchObject([{ code: 'config', severity: 'info', path: null }]);
  expect(suppressions).toMatchObject([
    { code: 'tls', path: 'a/**', reason: 'inside of a mesh', expires: '2027-01-31', at: { line: 4 } },
  ]);
});

test.each(['', '# nothing yet\n', '{}', 'severities:\nsuppressions:\n'])('%j has no rules', (text) => {
  expect(readPolicy('p.yaml', text)).toMatchObject({ severities: [], suppressions: [] });
});

test.each([
  ['severites: {}', /^p\.yaml:1:1: this file has no key "severites"; did you mean severities\?$/],
  ['- a', /^p\.yaml:1:1: this file has to be a mapping with severities, suppressions$/],
  [
    'severities: {config/exporter-nome: info}',
    /^p\.yaml:1:14: there is no area or code "config\/exporter-nome"; did you mean config\/exporter-none\?$/,
  ],
  [
    'severities: {config: off}',
    /the severity of config is error, warning or info, not "off"; .*suppress it with a reason$/,
  ],
  ['severities: info', /severities has to be a mapping of codes/],
  ['suppressions: {code: tls}', /suppressions has to be a list: begin each with "- code:"$/],
  ['suppressions: all', /suppressions has to be a list$/],
  ['suppressions: [tls]', /a suppression has to be a mapping with code, path, reason, expires$/],
  ['suppressions:\n  - code: tls', /^p\.yaml:2:5: a suppression needs reason: /],
  ['suppressions:\n  - reason: x', /a suppression needs code: /],
  ['suppressions:\n  - {code: tls, reason: x, path: ""}', /a suppression needs path: /],
  [
    'suppressions:\n  - {code: tls, reason: x, until: 2027-01-01}',
    /a suppression has no key "until"; it has code, path/,
  ],
  [
    'suppressions:\n  - {code: tls, reason: x, expires: next year}',
    /expires is a day such as 2027-01-31, not "next year"$/,
  ],
  ['suppressions:\n  - {code: tls, reason: x, expires: 2027-02-31}', /not "2027-02-31"$/],
  ['suppressions: [', /^p\.yaml:1:\d+: not valid YAML: wrong indentation/],
  ['{}\n---\n{}', /^p\.yaml:3:1: there is more than one document/],
])('%j is one line with its place', (text, says) => {
  expect(() => readPolicy('p.yaml', text)).toThrow(says);
});
