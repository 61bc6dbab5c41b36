import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { explainText } from '../../src/jobs/explain-text.ts';
import { read } from '../kit/sources.ts';

/** A text with the codes that may stand first, in blocks `=== code|code words` of `test/explain/rows/*.txt`. */
interface Row {
  readonly name: string;
  readonly codes: readonly string[];
  readonly text: string;
}

const rowsOf = (file: string): readonly Row[] =>
  read(`test/explain/rows/${file}`)
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...lines] = block.split('\n');
      const [codes = '', ...words] = head.split(' ');
      return { name: words.join(' '), codes: codes.split('|'), text: lines.join('\n') };
    });

const FILES = [
  'table.txt',
  'go.txt',
  'js.txt',
  'strangers.txt',
  'formats.txt',
  'kinds.txt',
  'pasted.txt',
  'invented.txt',
];

describe.each(FILES)('%s', (file) => {
  test.each(rowsOf(file))('$codes: $name', ({ codes, text }) => {
    const { explanation } = explainText(text, { checks });
    expect(codes).toContain(explanation.causes[0]?.code ?? 'nothing');
  });
});
