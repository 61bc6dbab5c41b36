import { expect, test } from 'vitest';
import { commentsOf } from '../../../src/scan/policy/comments.ts';

test('a comment is about its own line, or about the next that says something', () => {
  const text = `a: 1 # otel-doctor: ignore config/sampler-off we know
# otel-doctor: ignore tls,network/dns-failure  a name of our hosts file

# another comment
b: 2
c: 3
`;
  expect(commentsOf('a.yaml', text)).toEqual({
    comments: [
      {
        codes: ['config/sampler-off'],
        reason: 'we know',
        at: { path: 'a.yaml', line: 1, column: 1 },
        lines: [1],
      },
      {
        codes: ['tls', 'network/dns-failure'],
        reason: 'a name of our hosts file',
        at: { path: 'a.yaml', line: 2, column: 1 },
        lines: [2, 5],
      },
    ],
    notes: [],
  });
});

test.each(['#', '# ', '//', '; '])('"%s" begins one', (sign) => {
  expect(commentsOf('a', `${sign}otel-doctor: ignore tls why\r\nx`).comments).toMatchObject([
    { codes: ['tls'], reason: 'why' },
  ]);
});

test.each([
  [
    '# otel-doctor: ignore',
    'names no code, so that it has no effect; write "otel-doctor: ignore CODE reason".',
  ],
  [
    '# otel-doctor: ignore tls',
    'gives no reason, so that it has no effect; write "otel-doctor: ignore CODE reason".',
  ],
  [
    '# otel-doctor: ignore config/sampler-of x',
    'names "config/sampler-of", which is no code, so that it has no effect; did you mean config/sampler-off?',
  ],
])('%s is told and obeyed by nobody', (line, says) => {
  expect(commentsOf('a', line)).toEqual({ comments: [], notes: [`The comment at a:1 ${says}`] });
});

test.each(['otel-doctor: ignore tls x', '# otel-doctor: look', '# see otel-doctor'])('%s is none', (line) => {
  expect(commentsOf('a', line)).toEqual({ comments: [], notes: [] });
});
