import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { type Entry, idOf, isHeldOut, readPart } from './entry.ts';
import { maskFor, shortenTraces } from './mask.ts';
import { type Judgement, judgeAll, ratesOf, settingsText, withoutSettings, withSettings } from './rates.ts';
import { untelling } from './tells.ts';

const known = readPart('known');
const heldOut = readPart('heldOut');
const all = [...known, ...heldOut];

/** The ids of those that have what they must not have: never the texts, which nobody is to see. */
const idsWhere = (wrong: (entry: Entry) => boolean): readonly string[] =>
  all.filter(wrong).map(({ id }) => id);

describe('the stored corpus', () => {
  test('has each id once, in order', () => {
    for (const part of [known, heldOut]) {
      const ids = part.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort());
    }
  });

  test('holds out about a fifth, by its ids alone', () => {
    expect(known.filter(isHeldOut)).toEqual([]);
    expect(heldOut.every(isHeldOut)).toBe(true);
    expect(heldOut.length / all.length).toBeGreaterThan(0.12);
    expect(heldOut.length / all.length).toBeLessThan(0.3);
  });

  test('has two versions of each SDK and of the Collector', () => {
    const sayers = [...new Set(all.map(({ sdk }) => sdk))];
    expect(sayers.length).toBeGreaterThan(4);
    const versions = sayers.map(
      (sdk) => new Set(all.filter((entry) => entry.sdk === sdk).map((one) => one.version)),
    );
    expect(versions.map(({ size }) => size)).toEqual(sayers.map(() => 2));
  });

  test('names codes that checks have', () => {
    const codes = new Set<string>([...checks.map(({ id }) => id), 'healthy']);
    const known = (code: string): boolean => codes.has(code) || /^(?:pipeline|telemetry)\//.test(code);
    expect(idsWhere(({ code, alternatives = [] }) => ![code, ...alternatives].every(known))).toEqual([]);
  });

  test('has a text in each entry', () => {
    expect(idsWhere(({ text }) => text.trim() === '')).toEqual([]);
  });

  test('tells nothing of the machine that it was recorded on', () => {
    const texts = ({ text, settings }: Entry): string => `${text}${JSON.stringify(settings)}`;
    expect(
      idsWhere((entry) =>
        /\/tmp\/|\/root\/|\.cache\/otel-doctor|BEGIN [A-Z ]*(?:CERT|KEY)/.test(texts(entry)),
      ),
    ).toEqual([]);
    expect(idsWhere((entry) => hostname().length > 4 && texts(entry).includes(hostname()))).toEqual([]);
  });
});

const entry = (code: string, more: Partial<Entry> = {}): Entry => ({
  ...{ id: 'a-b', sdk: 'go', version: '1', protocol: 'grpc', signal: 'traces', diagnostics: false },
  ...{
    settings: { OTEL_SERVICE_NAME: "it's", 'collector.yaml': 'receivers:' },
    code,
    text: `says ${code}`,
    ...more,
  },
});

describe('rates', () => {
  const judge = (text: string): Judgement => ({
    first: /says (\S+)/.exec(text)?.[1] ?? null,
    settled: text.includes('sure'),
  });

  test('count what is right, by the alternatives too, and what is wrong and settled', () => {
    const entries = [
      entry('network/dns-failure'),
      entry('auth/missing', { text: 'says auth/rejected, sure' }),
      entry('auth/missing', { text: 'says auth/rejected' }),
      entry('network/connection-reset', {
        text: 'says network/connection-closed sure',
        alternatives: ['network/connection-closed'],
      }),
      entry('healthy', { text: 'says tls/required sure' }),
      entry('healthy', { text: 'nothing' }),
    ];
    expect(ratesOf(judgeAll(entries, withoutSettings, judge))).toEqual({
      ...{ faults: 4, right: 2, telling: 2, tellingRight: 2, texts: 6, confidentlyWrong: 1 + 1 },
    });
  });

  test('a text that cannot tell is one of a kind, with the reason; any other word makes it tell', () => {
    const kindOf = (text: string, settings = true): string | undefined => untelling({ text }, settings)?.kind;
    expect(kindOf('2026/01/15 10:00:00 context deadline exceeded')).toBe('gave up in time');
    expect(kindOf('2026/01/15 10:00:00 dial tcp 1.2.3.4:4317: context deadline exceeded')).toBeUndefined();
    expect(kindOf('started\nexporting 3 spans')).toBe('nothing said');
    expect(kindOf('OTLPExporterError: Unauthorized', false)).toBe('401 without words');
    expect(kindOf('OTLPExporterError: Unauthorized')).toBeUndefined();
    expect(kindOf('something new and broken: cannot flurb')).toBeUndefined();
  });

  test('settings stand above the text as a shell reads them', () => {
    expect(settingsText(entry('x'))).toBe("export OTEL_SERVICE_NAME='it'\\''s'\nreceivers:\n");
    expect(withSettings(entry('x'))).toMatch(/^export [\s\S]*receivers:\n\nsays x$/);
  });
});

describe('mask', () => {
  const mask = maskFor('/home/me/.cache/parts');

  test('puts the usual port in the place of the one that the lab got, and numbers other ends', () => {
    const text = 'read tcp 127.0.0.1:53211->127.0.0.1:40111, again 127.0.0.1:53211, took 40111 us';
    expect(mask(text, new Map([[40111, 4317]]))).toBe(
      'read tcp 127.0.0.1:50001->127.0.0.1:4317, again 127.0.0.1:50001, took 4317 us',
    );
  });

  test('leaves the time that is part of the message', () => {
    const text = '2026/11/30 13:53:36 x509: current time 2026-11-30T14:02:19Z is after 2026-11-20T14:01:51Z';
    expect(mask(text, new Map())).toBe(
      '2026/01/15 10:00:00 x509: current time 2026-11-30T14:02:19Z is after 2026-11-20T14:01:51Z',
    );
  });

  test('takes temporary paths and certificates out', () => {
    const text =
      'open /tmp/otel-doctor-authority-a1B2c3/authority.pem\n-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----';
    expect(mask(text, new Map())).toBe('open /etc/otel/authority.pem\n<PEM>');
  });

  test('cuts the frames of long traces', () => {
    const java = `java.io.IOException: no\n${'\tat a.b(C.java:1)\n'.repeat(9)}end\n`;
    expect(shortenTraces(java)).toBe(
      `java.io.IOException: no\n${'\tat a.b(C.java:1)\n'.repeat(3)}\t... 6 more\nend\n`,
    );
    const frame = (name: string) => `  File "${name}", line 1, in f\n    call()\n    ^^^^\n`;
    const python = `Traceback:\n${['a', 'b', 'c', 'd', 'e'].map(frame).join('')}OSError: no\n`;
    expect(shortenTraces(python)).toBe(`Traceback:\n${['a', 'b', 'e'].map(frame).join('')}OSError: no\n`);
  });
});

test('the first half of an id names fault and sayer', () => {
  const about = { sdk: 'go', protocol: 'grpc', signal: 'traces', diagnostics: false } as const;
  const ids = ['1', '2'].map((version) => idOf('a fault', { ...about, version }));
  expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(1);
  expect(new Set(ids).size).toBe(2);
});
