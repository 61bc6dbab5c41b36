import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeWith, requirePart } from '../../lab/parts.ts';
import { temporaryDirectory } from '../../lab/ports.ts';
import { factOf, fixtures, patched, patchesOf, tell } from './fixtures.ts';

/** What the Collector of the tests is built with. */
const BUILT_IN = {
  receiver: ['otlp'],
  processor: ['batch', 'memory_limiter', 'probabilistic_sampler'],
  exporter: ['debug', 'nop', 'otlp', 'otlp_grpc', 'otlphttp', 'otlp_http'],
  connector: [],
  extension: ['basicauth', 'bearertokenauth', 'health_check', 'zpages'],
} as const;

/** What the checks call an error and the Collector finds out only when it runs. */
const ONLY_WHEN_IT_RUNS =
  /receiver-unused|receiver-bound-to-loopback|exports-to-itself|exporter-misconfigured error .*(sends|no scheme|signal's path|none is added|with TLS)|refuses data above|holds \$/;

/** Fixtures whose version differs from that of the Collector of the tests in what they are about. */
const OTHER_VERSIONS = ['new-name-old-version', 'old-names'];

const validate = (text: string): { readonly ok: boolean; readonly says: string } => {
  const file = join(temporaryDirectory('validate'), 'collector.yaml');
  writeFileSync(file, text);
  const { status, stderr } = spawnSync(requirePart('otelcol'), ['validate', `--config=${file}`], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TRACES_BACKEND: 'tempo:4317', API_KEY: 'k', BACKEND: 'tempo' },
  });
  return { ok: status === 0, says: stderr };
};

/** Whether everything that is known by heart of the fixture is built in, so that nothing else can be its fault. */
const isBuiltIn = (text: string): boolean =>
  factOf(text).components.every(
    ({ kind, type }) =>
      (BUILT_IN[kind] as readonly string[]).includes(type) ||
      factOf(text).problems.some((problem) => problem.kind === 'unknown-component'),
  );

const all = [...fixtures('broken'), ...fixtures('healthy')].filter(
  ({ name, text }) => !OTHER_VERSIONS.includes(name) && isBuiltIn(text),
);

/** Healthy fixtures of which everything is known by heart. */
const whole = all.filter(({ name }) => fixtures('healthy').some((healthy) => healthy.name === name));

/** The text without one of its lines, with a letter less in a key, and with a value in quotes or none, for each line. */
const brokenLines = (text: string): readonly string[] => {
  const lines = text.split('\n');
  const changes: readonly ((line: string) => readonly string[])[] = [
    () => [],
    (line) => [line.replace(/(\w)\w(\w*:)/, '$1$2')],
    (line) => [line.replace(/: .*/, ':')],
    (line) => [line.replace(/: ([^"\s{[&*].*)/, ': "$1"')],
  ];
  const all = lines.flatMap((line, index) =>
    line.startsWith('#') || line === ''
      ? []
      : changes.map((change) =>
          [...lines.slice(0, index), ...change(line), ...lines.slice(index + 1)].join('\n'),
        ),
  );
  return [...new Set(all)].filter((broken) => broken !== text);
};

const told = (text: string, severities: readonly string[]): readonly string[] =>
  tell(factOf(text))
    .filter(({ severity }) => severities.includes(severity))
    .map(({ code, severity, summary }) => `${code} ${severity} ${summary}`)
    .filter((line) => !ONLY_WHEN_IT_RUNS.test(line));

describeWith(['otelcol'], 'the Collector itself', () => {
  test('reads most of the fixtures', () => {
    expect(all.length).toBeGreaterThan(35);
  });

  test.each(all)('$name: agrees on whether it is valid', ({ text }) => {
    const { ok, says } = validate(text);
    if (ok) expect(told(text, ['error'])).toEqual([]);
    else expect(told(text, ['error', 'warning']), says).not.toEqual([]);
  });

  test.each(all)('$name: accepts what is patched', ({ text }) => {
    const patches = tell(factOf(text)).flatMap(patchesOf);
    for (const patch of patches) {
      const { ok, says } = validate(patched(text, patch));
      expect(ok, says).toBe(true);
    }
  });

  test.each(whole)('$name: agrees on what is left after each line of it was broken', ({ text }) => {
    const disagreements = brokenLines(text).flatMap((broken) => {
      const { ok, says } = validate(broken);
      const [errors, warnings] = [told(broken, ['error']), told(broken, ['error', 'warning'])];
      return ok === (errors.length === 0) || (!ok && warnings.length > 0) ? [] : [{ broken, says, errors }];
    });
    expect(disagreements).toEqual([]);
  });
});
