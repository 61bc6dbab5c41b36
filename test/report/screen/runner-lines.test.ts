import { describe, expect, test } from 'vitest';
import { FORMATS, render } from '../../../src/report/formats/render.ts';
import { renderScanText } from '../../../src/report/formats/scan-text.ts';
import { withoutRunnerCommands } from '../../../src/report/screen/runner-lines.ts';
import { cause, unhealthy } from '../reports.ts';

const COMMANDS = [
  '::add-mask::x',
  '::stop-commands::t',
  '::set-output name=a::b',
  '##[error]x',
  '##vso[task.x]y',
];

/** Lines that a runner would take for a command. */
const obeyed = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => /^\s*::[A-Za-z]|##(?:vso|teamcity)?\[|^\s*section_(?:start|end):/.test(line));

describe('no line of ours is a command for a CI runner', () => {
  const filler = 'word '.repeat(14);
  const hostile = (command: string) => {
    const text = `${filler}${command} ${filler}\n${command}`;
    const finding = {
      ...cause,
      summary: text,
      explanation: text,
      evidence: [{ label: command, value: text }],
      location: { path: `${command}/compose.yaml`, line: 1, column: 1 },
    };
    return { ...unhealthy, summary: text, rootCause: finding, findings: [finding], limits: [text] };
  };

  const formats = FORMATS.filter((format) => format !== 'github');

  test.each(COMMANDS)('%s, whatever the width and the format', async (command) => {
    for (const columns of [1, 20, 40, 80, 100])
      for (const format of formats)
        expect(obeyed(await render(hostile(command), format, { columns, colour: false })), format).toEqual(
          [],
        );
    const scanned = renderScanText(hostile(command), {
      columns: 80,
      colour: false,
      patches: true,
      written: [],
    });
    expect(obeyed(scanned)).toEqual([]);
  });

  test.each(['http://[::1]:4318', 'a ::1', 'std::string', '# heading', 'section one'])('%s stays', (text) => {
    expect(withoutRunnerCommands(text)).toBe(text);
  });
});
