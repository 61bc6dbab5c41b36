import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { checks } from '../checks/index.ts';
import { blocksOf, comparable, currentText, guides, partsOf } from './guides/blocks.ts';
import { ROOT, read } from './kit/sources.ts';
import { describeWith } from './lab/parts.ts';

/** Each case starts real applications. */
const timeout = 90_000;

const codes = checks.map(({ id }) => id as string);

describe('guides', () => {
  test('the list names every one', () => {
    const list = read('docs/guides/README.md');
    const unlisted = guides.filter(
      (guide) => !guide.endsWith('/README.md') && !list.includes(`(${posix.basename(guide)})`),
    );
    expect(unlisted).toEqual([]);
  });

  test.each(guides)('%s leads only to files that exist', (guide) => {
    const links = [...read(guide).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to);
    const dead = links.filter((to) => !existsSync(join(ROOT, posix.dirname(guide), to)));
    expect(dead).toEqual([]);
  });

  test.each(guides)('%s names only codes that exist', (guide) => {
    const named = [...read(guide).matchAll(/`(telemetry|network|protocol|pipeline)\/([a-z0-9-]+)`/g)];
    expect(named.map(([, area, name]) => `${area}/${name}`).filter((code) => !codes.includes(code))).toEqual(
      [],
    );
  });
});

test('the page of events names every one, and no other', () => {
  const declared = read('src/model/telemetry-event.ts').matchAll(/event: '([a-z-]+)'/g);
  const told = read('docs/listen-events.md').matchAll(/^\| `([a-z-]+)` \|/gm);
  expect([...told].map(([, name]) => name)).toEqual([...declared].map(([, name]) => name));
});

describe.each(guides.filter((guide) => blocksOf(guide).length > 0))('%s', (guide) => {
  for (const block of blocksOf(guide)) {
    describeWith(partsOf(block), 'shows what the doctor says', () => {
      it(`${block.kind} ${block.name} (if not: npx tsx .tools/guides.ts)`, { timeout }, async () => {
        expect(comparable(block.text)).toBe(comparable(await currentText(block)));
      });
    });
  }
});
