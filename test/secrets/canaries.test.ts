import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { main } from '../../src/commands/main.ts';
import { explainText } from '../../src/jobs/explain-text.ts';
import { runCommandsOf } from '../../src/jobs/run/commands.ts';
import { scan } from '../../src/jobs/scan/scan.ts';
import { createLogReader } from '../../src/launch/log/reader.ts';
import { clean } from '../../src/probes/wire/clean.ts';
import { programOf } from '../../src/processes/program.ts';
import { explanationJson, renderExplanation } from '../../src/report/formats/explain.ts';
import { FORMATS, render } from '../../src/report/formats/render.ts';
import { renderScanText } from '../../src/report/formats/scan-text.ts';
import { redact } from '../../src/report/redact.ts';
import { maskArguments } from '../../src/text/mask-arguments.ts';
import { fakeSession } from '../kit/session.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { KINDS, type Kind } from './kinds.ts';
import {
  COMMAND_PLACES,
  ECHO_PLACES,
  FILE_PLACES,
  LOG_PLACES,
  type Place,
  SETTING_PLACES,
  type Settings,
} from './places.ts';
import { leakIn, leaksIn } from './search.ts';

const PAGE = { columns: 80, colour: false };

const kindsFor = <T>({ takes }: Place<T>): readonly Kind[] => {
  const kinds = KINDS.filter(takes);
  expect(kinds.length).toBeGreaterThan(2);
  return kinds;
};

/** Whole runs are dear: each kind takes part in a part of the places, other ones in each. */
const shareOf = <T>(place: Place<T>, index: number, of: number): readonly Kind[] =>
  kindsFor(place).filter((_, at, all) => all.length < 12 || at % of === index % of);

const numbered = <T>(places: readonly Place<T>[]) => places.map((place, index) => ({ ...place, index }));

describe('the search itself', () => {
  test('the tables are as large as they should be', () => {
    const places = [LOG_PLACES, COMMAND_PLACES, SETTING_PLACES, FILE_PLACES, ECHO_PLACES].flat();
    expect(KINDS.length).toBeGreaterThanOrEqual(60);
    expect(places.length).toBeGreaterThanOrEqual(40);
    expect(new Set(KINDS.map(({ core }) => core)).size).toBeGreaterThan(KINDS.length - 5);
  });

  test.each(KINDS)('finds $name that nobody hid, however it is coded', ({ name, text, core, toldBy }) => {
    const kind: Kind = { name, text, core, toldBy };
    const coded = [
      `a ${text} b`,
      JSON.stringify({ a: text }),
      JSON.stringify({ a: JSON.stringify(text) }),
      encodeURIComponent(text),
      Buffer.from(`me:${text}`).toString('base64'),
      Buffer.from(text).toString('hex'),
      text.toUpperCase(),
      text.replace(/(.{4})/g, '$1\u200b'),
      text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`),
      text.replace(/(.{7})/g, '$1\n    '),
      `${text.slice(0, text.indexOf(core.slice(0, 12)) + 12)}...`,
    ];
    for (const one of coded) expect(leakIn(one, kind), one).not.toBeNull();
    expect(leakIn('a *** b', kind)).toBeNull();
  });
});

describe('without a mask the search finds each secret', () => {
  const written: readonly (readonly [string, Place<unknown>])[] = [
    ...LOG_PLACES,
    ...COMMAND_PLACES,
    ...SETTING_PLACES,
    ...FILE_PLACES,
    ...ECHO_PLACES,
  ].map((place) => [place.name, place]);

  test.each(written)('in %s', (_, place) => {
    for (const kind of KINDS.filter(place.takes))
      expect(leaksIn(JSON.stringify(place.write(kind.text)), [kind]), kind.name).not.toEqual([]);
  });
});

/** Of a message that is known, so that the line is told. */
const PREFIX = 'Failed to export span batch code: 403, reason: ';

describe('in a log', () => {
  test.each(numbered(LOG_PLACES))('that is explained: $name', (place) => {
    for (const kind of shareOf(place, place.index, 2)) {
      const text = `${PREFIX}${place.write(kind.text)}\n`;
      const { explanation, secretValues } = explainText(text, { checks });
      const shown = redact(explanation, secretValues);
      const out = `${explanationJson(shown)}\n${renderExplanation(shown, PAGE)}`;
      expect(leaksIn(out, [kind])).toEqual([]);
    }
  });

  test.each(LOG_PLACES)('of a command that is run: $name', (place) => {
    for (const kind of kindsFor(place)) {
      const reader = createLogReader();
      reader.take(`${PREFIX}${place.write(kind.text)}\n`, 'stderr');
      reader.end();
      expect(reader.messages().messages).toHaveLength(1);
      expect(leaksIn(JSON.stringify(reader.messages()), [kind])).toEqual([]);
    }
  });
});

test.each(COMMAND_PLACES)('in a command line: $name', (place) => {
  for (const kind of kindsFor(place)) {
    const argv = place.write(kind.text);
    const names = runCommandsOf([], argv, {}).map(({ name }) => name);
    const shown = [maskArguments(argv).join(' '), programOf(argv, 'x'), ...names].join('\n');
    expect(leaksIn(shown, [kind])).toEqual([]);
  }
});

test.each(ECHO_PLACES)('in an answer, $name', (place) => {
  for (const kind of kindsFor(place)) {
    const shown = clean(place.write(kind.text), [kind.text]);
    expect(leaksIn(shown, [kind])).toEqual([]);
  }
});

describe('in a file that is scanned', () => {
  test.each(FILE_PLACES)('$name', async (place) => {
    const kinds = kindsFor(place);
    const directory = temporaryDirectory('canary');
    for (const [index, kind] of kinds.entries()) {
      const { path, text } = place.write(kind.text);
      mkdirSync(join(directory, String(index)));
      writeFileSync(join(directory, String(index), path), text);
    }
    const { report, secretValues } = await scan({ paths: [directory], sdk: null });
    const offered = report.findings.flatMap(({ fixes }) => fixes.filter((fix) => 'patch' in fix));
    expect(offered.length).toBeGreaterThanOrEqual(kinds.length);
    const shown = redact(report, secretValues);
    for (const format of FORMATS) expect(leaksIn(await render(shown, format, PAGE), kinds)).toEqual([]);
    const text = renderScanText(shown, { ...PAGE, patches: true, written: [] });
    expect(leaksIn(text, kinds)).toEqual([]);
  });
});

/** A run without a network, and what it leaves. */
const runIn = async (
  directory: string,
  { environment, flags = [] }: Settings,
  ...argv: readonly string[]
): Promise<string> => {
  const written: string[] = [];
  const session = fakeSession({
    environment,
    writeFile: async (path, content) => {
      written.push(String(content));
      writeFileSync(join(directory, path), content);
    },
  });
  await main([...argv, ...flags], session);
  const told = session.out() + session.err();
  expect(told).not.toContain('own mistake');
  return [told, ...written].join('\n');
};

const OUTPUTS = FORMATS.flatMap((format) => ['--output', `${format}=${format}.out`]);

/** Kinds of a place that are tried in every format; each place has others. */
const SAMPLED = 1;

describe('in a setting', () => {
  test.each(numbered(SETTING_PLACES))('$name', async (place) => {
    const directory = temporaryDirectory('canary');
    const kinds = shareOf(place, place.index, 4);
    const run = (kind: Kind, ...argv: readonly string[]) => runIn(directory, place.write(kind.text), ...argv);
    for (const kind of kinds) {
      const seen = await run(kind, '--offline', '--format', 'json', '--save', 'bundle.json');
      expect(leaksIn(seen, [kind])).toEqual([]);
    }
    for (let turn = 0; turn < SAMPLED; turn += 1) {
      const kind = kinds[(place.index * SAMPLED + turn) % kinds.length] as Kind;
      const seen = [
        await run(kind, '--offline', '--verbose', ...OUTPUTS, '--save', 'bundle.json'),
        await runIn(
          directory,
          { environment: {} },
          '--from',
          join(directory, 'bundle.json'),
          '--format',
          'html',
        ),
        await run(kind, 'env', '--sdk', 'all'),
        await run(kind, 'env', '--format', 'json'),
      ];
      expect(leaksIn(seen.join('\n'), [kind])).toEqual([]);
    }
  });
});
