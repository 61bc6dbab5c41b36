import { expect, it } from 'vitest';
import { readHop } from '../../../src/jobs/collector/hop.ts';
import { keyEdits } from '../../../src/jobs/collector/key-edits.ts';
import { lineEdits } from '../../../src/jobs/collector/line-edits.ts';
import { patchFor } from '../../../src/jobs/collector/patches.ts';
import type { EnvironmentChange } from '../../../src/model/finding.ts';

const around = { readFile: () => null, lookup: () => undefined };

const PASSWORD = 'a-password-between-two-changes';

const patched = (text: string, change: EnvironmentChange): string | undefined => {
  const hop = readHop([{ path: 'a.yaml', text }], around);
  const [exporter] = hop.exporters;
  const edits = exporter === undefined ? null : keyEdits(change, exporter, hop.fact);
  return exporter === undefined || edits === null
    ? undefined
    : patchFor(edits, exporter, hop, around)?.patch.diff;
};

const sending = (id: string, settings: string): string =>
  `exporters:\n  ${id}:\n    ${settings}\nextensions:\n  basicauth:\n    client_auth:\n      password: ${PASSWORD}\nservice:\n  pipelines:\n    traces:\n      exporters: [${id}]\n`;

it.each([
  [
    'an endpoint without the path of the signal',
    sending('otlphttp', 'endpoint: http://a:1'),
    { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://a:2/x/v1/traces' },
    /\+ {4}endpoint: http:\/\/a:2\/x\n/,
  ],
  [
    'the endpoint of a signal where the path is another one',
    sending('otlphttp', 'endpoint: http://a:1'),
    { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://a:2/y' },
    /\+ {4}traces_endpoint: http:\/\/a:2\/y\n/,
  ],
  [
    'another kind of exporter under the same name',
    sending('otlp_http/x', 'endpoint: http://a:1'),
    { OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'a:4317' },
    /\+ {2}otlp_grpc\/x:[\s\S]*\+ {6}exporters: \[otlp_grpc\/x\]/,
  ],
  [
    'plaintext',
    sending('otlp', 'endpoint: a:1'),
    { OTEL_EXPORTER_OTLP_TRACES_INSECURE: 'true' },
    /\+ {4}tls:\n\+ {6}insecure: true\n/,
  ],
])('writes %s', (_, text, change, expected) => {
  const diff = patched(text, change);
  expect(diff).toMatch(expected);
  expect(diff).not.toContain(PASSWORD);
});

it('writes nothing where a change has no key', () => {
  expect(
    patched(sending('otlp', 'endpoint: a:1'), { OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'a=b' }),
  ).toBeUndefined();
});

it('leaves the lines between two changes alone', () => {
  const edits = lineEdits('a', 'one\ntwo\nthree\n', 'ONE\ntwo\nTHREE\nfour\n');
  expect(edits.map(({ text }) => text)).toEqual(['ONE\n', 'THREE\nfour\n']);
});
