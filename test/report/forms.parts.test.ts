import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { changeAs, formFor } from '../../src/report/forms.ts';

const change = { OTEL_A: "it's $HOME", OTEL_B: null };

describe('a change is written for', () => {
  test('a shell that takes it literally', () => {
    const script = `${changeAs('shell', change).join('\n')}\nprintf %s "$OTEL_A" "\${OTEL_B-unset}"`;
    const output = execFileSync('sh', ['-c', script], { env: { OTEL_B: 'x' }, encoding: 'utf8' });
    expect(output).toBe("it's $HOMEunset");
  });

  test.each([
    ['powershell', ["$env:OTEL_A = 'it''s $HOME'", 'Remove-Item Env:OTEL_B']],
    ['env-file', ["OTEL_A=it's $HOME", '# remove OTEL_B']],
    ['docker', [`docker run -e OTEL_A='it'\\''s $HOME' ...`, '# remove OTEL_B']],
    ['compose', ['environment:', `  OTEL_A: "it's $$HOME"`, '  # remove OTEL_B']],
    ['kubernetes', ['env:', '  - name: OTEL_A', `    value: "it's $HOME"`, '  # remove OTEL_B']],
  ] as const)('%s', (form, lines) => expect(changeAs(form, change)).toEqual(lines));
});

describe('the place is chosen by where the process runs', () => {
  test.each([
    ['linux', null, 'shell'],
    ['win32', null, 'powershell'],
    ['linux', 'kubernetes', 'kubernetes'],
    ['linux', 'docker', 'compose'],
    ['linux', 'wsl', 'shell'],
  ])('%s in %s: %s', (platform, container, form) => expect(formFor({ platform, container })).toBe(form));
});
