import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { NOTES } from '../../src/explain/notes.ts';
import { explainText } from '../../src/jobs/explain-text.ts';
import { MESSAGES } from '../../src/knowledge/messages/index.ts';
import { POSSIBLE_CAUSES } from '../../src/knowledge/situation/causes.ts';
import { SIGNS } from '../../src/knowledge/situation/signs.ts';

const known = new Set<string>(checks.map(({ id }) => id));

const answer = (text: string) => explainText(text, { checks }).explanation;

const facts = new Set<string>(SIGNS.map(({ fact }) => fact));

describe('facts of the situation', () => {
  test('are each told by one sign, which names who documents it', () => {
    expect(facts.size).toBe(SIGNS.length);
    expect(SIGNS.filter(({ source }) => source.length < 10)).toEqual([]);
  });

  test('make a cause possible, or rule one out, or tell what the checks are asked', () => {
    const used = new Set<string>(
      POSSIBLE_CAUSES.flatMap((cause) => [...cause.facts, ...(cause.without ?? [])]),
    );
    expect([...facts].filter((fact) => !used.has(fact))).toEqual([]);
  });

  test('lead to codes that exist', () => {
    expect(POSSIBLE_CAUSES.map(({ code }) => code).filter((code) => !known.has(code))).toEqual([]);
  });

  test('settle nothing, however many there are', () => {
    const every = POSSIBLE_CAUSES.map(({ why }) => why).join('\n');
    expect(answer(`otlp exporter\n${every}`).causes[0]?.confidence).not.toBe('high');
  });

  test('and messages name checks that say what to do', () => {
    const named = new Set<string>([
      ...POSSIBLE_CAUSES.map(({ code }) => code),
      ...MESSAGES.flatMap(({ codes }) => codes),
    ]);
    expect(named.size).toBeGreaterThan(90);
    const silent = checks.filter(({ id, advice }) => named.has(id) && advice === undefined);
    expect(silent.map(({ id }) => id)).toEqual([]);
    const odd = checks.flatMap(({ id, advice }) =>
      advice !== undefined && !(/^[A-Z].{4,70}[^.]$/.test(advice.title) && advice.text.length > 4)
        ? [id]
        : [],
    );
    expect(odd).toEqual([]);
  });

  test('say why in a sentence without a full stop', () => {
    expect(
      POSSIBLE_CAUSES.filter(({ why }) => !/^(?:[A-Z0-9]|gRPC|localhost|host\.).{20,}[^.\s]$/.test(why)).map(
        ({ why }) => why,
      ),
    ).toEqual([]);
    expect(NOTES.filter(({ text }) => !/^[A-Z].{20,}[^.\s]$/.test(text))).toEqual([]);
  });

  test('find nothing in a text about other things', () => {
    const text = 'GET /index.html 200 12 ms\nuser logged in\nconnected to database at db:5432\ncache warmed';
    expect(answer(text)).toMatchObject({ verdict: 'inconclusive', causes: [] });
  });

  test('leave alone what a long log says of other things', () => {
    const log = Array.from({ length: 40 }, (_, index) =>
      index % 2
        ? `ERROR database: connection refused to db:5432 (attempt ${index})`
        : 'GET /login 401 Unauthorized rate limit exceeded',
    );
    expect(answer([...log, 'otlp exporter started'].join('\n'))).toMatchObject({
      verdict: 'inconclusive',
      causes: [],
    });
  });
});

describe('message and settings together', () => {
  test('a 404 and an endpoint of one signal without its path', () => {
    const { causes } = answer(
      'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://otel:4318\nFailed to export spans. Server responded with HTTP status code 404.',
    );
    expect(causes[0]).toMatchObject({ code: 'endpoint/signal-path-missing', confidence: 'high' });
    expect(causes[0]?.evidence.map(({ line }) => line)).toEqual([1, 2]);
  });

  test('a 404 and a general endpoint with the path, and the fix is the one of the check', () => {
    const { causes } = answer(
      'node app.js with OTEL_EXPORTER_OTLP_ENDPOINT=http://otel:4318/v1/traces\nOTLPExporterError: Not Found',
    );
    expect(causes[0]?.code).toBe('endpoint/path-doubled');
    expect(causes[0]?.fixes[0]).toMatchObject({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318' } });
  });

  test('UNAVAILABLE alone settles nothing', () => {
    expect(
      answer('Transient error StatusCode.UNAVAILABLE encountered while exporting traces, retrying in 1s.'),
    ).toMatchObject({
      verdict: 'inconclusive',
      sdk: 'python',
    });
  });

  test('a number that is text is told', () => {
    const { causes } = answer('Full error message: FRAME_SIZE_ERROR: 4740180');
    expect(causes[0]?.code).toBe('protocol/grpc-to-http-port');
    expect(causes[0]?.why.join(' ')).toContain('HTT');
  });

  test('the next command has what the text tells', () => {
    const { next } = answer(
      'OTEL_EXPORTER_OTLP_PROTOCOL=grpc OTEL_EXPORTER_OTLP_ENDPOINT=http://otel:4318 python app.py',
    );
    expect(next).toBe('otel-doctor http://otel:4318 --sdk python --protocol grpc');
  });

  test('a text about the browser without a code gets a note', () => {
    const { notes, verdict } = answer('blocked by CORS policy in the preflight');
    expect(verdict).toBe('inconclusive');
    expect(notes[0]?.text).toContain('allowed_origins');
  });
});
