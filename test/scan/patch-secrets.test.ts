import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import { present } from '../../src/commands/shared/present.ts';
import { scan } from '../../src/jobs/scan/scan.ts';
import { renderScanText } from '../../src/report/formats/scan-text.ts';
import { fakeSession } from '../kit/session.ts';
import { temporaryDirectory } from '../lab/ports.ts';

/**
 * Files with one mistake that a patch mends, and a password where the change is or beside it. `HIDDEN` is the password;
 * no format may show it, and --write must leave it where it is.
 */
const HIDDEN = 'hunter2x';

/** Misspelt: `grcp` is no protocol. */
const WRONG = 'OTEL_EXPORTER_OTLP_PROTOCOL';

const compose = (environment: string): string => `services:\n  api:\n    image: x\n${environment}`;

const beside = (name: string): string =>
  compose(`    environment:\n      ${name}: ${HIDDEN}\n      ${WRONG}: grcp\n      ${name}_2: ${HIDDEN}\n`);

/** Neighbours whose names say it in all kinds of ways, or not at all. */
const NEIGHBOURS = [
  ...[
    'DB_PASSWORD',
    'OTEL_LICENSE_KEY',
    'OTEL_ACCESS_KEY',
    'OTEL_DSN',
    'OTEL_PASS',
    'OTEL_BEARER',
    'OTEL_SIGNING',
  ],
  ...[
    'OTEL_X',
    'OTEL_PYTHON_THING',
    'X',
    'SHOP',
    'ConnectionStrings__Main',
    'spring.datasource.secret',
    'LICENCE',
  ],
  ...[
    'OTEL_EXPORTER_OTLP_HEADERS',
    'OTEL_RESOURCE_ATTRIBUTES',
    'OTEL_EXPORTER_JAEGER_PASSWORD',
    'OTEL_ENTITIES',
  ],
];

const FILES: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'flow style': [
    'compose.yaml',
    compose(`    environment: { DB_PASSWORD: "${HIDDEN}", ${WRONG}: "grcp" }\n`),
  ],
  'flow style without quotes, the password last': [
    'compose.yaml',
    compose(`    environment: {${WRONG}: grcp, DB_PASSWORD: ${HIDDEN}}\n`),
  ],
  'list style in flow': [
    'compose.yaml',
    compose(`    environment: ["DB_PASSWORD=${HIDDEN}", "${WRONG}=grcp", 'A=${HIDDEN}']\n`),
  ],
  'list style': [
    'compose.yaml',
    compose(`    environment:\n      - DB_PASSWORD=${HIDDEN}\n      - ${WRONG}=grcp\n      - A=${HIDDEN}\n`),
  ],
  'one line of JSON': [
    'compose.json',
    `{"services":{"api":{"image":"x","environment":{"DB_PASSWORD":"${HIDDEN}","${WRONG}":"grcp","B":"${HIDDEN}"}}}}\n`,
  ],
  'a quoted password with blanks, commas, braces and signs': [
    'compose.yaml',
    compose(
      `    environment: { A: "x, ${HIDDEN}} y=${HIDDEN}: ${HIDDEN}", B: 'it''s ${HIDDEN}', ${WRONG}: "grcp" }\n`,
    ),
  ],
  'a password that holds a name of a setting': [
    'compose.yaml',
    compose(
      `    environment: { A: "OTEL_A=${HIDDEN} OTEL_EXPORTER_OTLP_HEADERS=${HIDDEN}", ${WRONG}: grcp }\n`,
    ),
  ],
  'a base64 password with signs at its end': [
    'compose.yaml',
    compose(`    environment: { A: ${HIDDEN}==, B: "${HIDDEN}=", ${WRONG}: "grcp" }\n`),
  ],
  'a comment behind the value': [
    'compose.yaml',
    compose(`    environment:\n      ${WRONG}: grcp # the password is ${HIDDEN}\n`),
  ],
  'a comment in front': [
    'compose.yaml',
    compose(`    environment:\n      # ${HIDDEN}\n      ${WRONG}: grcp\n      # login: ${HIDDEN}\n`),
  ],
  'a block of text beside it': [
    'compose.yaml',
    compose(`    environment:\n      A: |\n        ${HIDDEN}\n        b: ${HIDDEN}\n      ${WRONG}: grcp\n`),
  ],
  'an anchor and a merge': [
    'compose.yaml',
    `x-env: &env { DB_PASSWORD: ${HIDDEN}, ${WRONG}: grcp }\nservices:\n  api: { image: x, environment: { <<: *env, A: ${HIDDEN} } }\n`,
  ],
  'several variables of a Dockerfile in one line': [
    'Dockerfile',
    `FROM node:20\nENV DB_PASSWORD=${HIDDEN} ${WRONG}=grcp A="b ${HIDDEN}"\nCMD ["node", "a.js"]\n`,
  ],
  'continued lines of a Dockerfile': [
    'Dockerfile',
    `FROM node:20\nENV A=${HIDDEN} \\\n    ${WRONG}=grcp \\\n    B=${HIDDEN}\nCMD ["node", "a.js"]\n`,
  ],
  'several variables of a unit in one line': [
    'shop.service',
    `[Service]\nEnvironment="DB_PASSWORD=${HIDDEN}" "${WRONG}=grcp" A=${HIDDEN}\nExecStart=/usr/bin/node a.js\n`,
  ],
  'a manifest with the variables in one line': [
    'pod.yaml',
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: x\n      env: [{name: DB_PASSWORD, value: ${HIDDEN}}, {name: ${WRONG}, value: grcp}, {value: ${HIDDEN}, name: B}]\n`,
  ],
  'a manifest with a neighbour on lines of its own': [
    'pod.yaml',
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: x\n      env:\n        - name: ${WRONG}\n          value: grcp\n        - name: DB_PASSWORD\n          value: ${HIDDEN}\n        - value: ${HIDDEN}\n          name: C\n`,
  ],
  'a ConfigMap': [
    'map.yaml',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {A: ${HIDDEN}, ${WRONG}: grcp}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: x, envFrom: [{configMapRef: {name: m}}]}]}\n`,
  ],
  'an env file': ['.env', `A=${HIDDEN}\nexport ${WRONG}=grcp # ${HIDDEN}\nB='${HIDDEN}'\n`],
  'options of a JVM': [
    'compose.yaml',
    compose(
      `    environment:\n      JAVA_TOOL_OPTIONS: "-javaagent:/otel.jar -Ddb.password=${HIDDEN} -Dotel.exporter.otlp.protocol=grcp -Da=${HIDDEN}"\n`,
    ),
  ],
  'a login in the value that stays': [
    '.env',
    `OTEL_EXPORTER_OTLP_ENDPOINT=http://me:${HIDDEN}@collector:4318\n${WRONG}=grcp\n`,
  ],
  'a login with a blank in it': [
    'compose.yaml',
    compose(
      `    environment:\n      OTEL_EXPORTER_OTLP_ENDPOINT: http://me:${HIDDEN} ${HIDDEN}@collector:4318\n      ${WRONG}: grcp\n`,
    ),
  ],
  'a name that is misspelt': [
    'compose.yaml',
    compose(
      `    environment:\n      A: ${HIDDEN}\n      OTEL_EXPORTER_OTLP_PROTOCOLL: grpc # ${HIDDEN}\n      B: ${HIDDEN}\n`,
    ),
  ],
  'misspelt headers': ['.env', `OTEL_EXPORTER_OTLP_HEADER=api-key=${HIDDEN}\nOTEL_SERVICE_NAME=shop\n`],
  'a Collector': [
    'otel.yaml',
    `receivers: {otlp: {protocols: {grpc: {}}}}\nexporters:\n  logging: {} # ${HIDDEN}\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      exporters: [logging] # ${HIDDEN}\n`,
  ],
  ...Object.fromEntries(
    NEIGHBOURS.map((name) => [`beside ${name}`, ['compose.yaml', beside(name)] as const]),
  ),
};

const FORMATS = ['json', 'short', 'markdown', 'html', 'github', 'sarif', 'junit'] as const;

const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const run = async (...words: readonly string[]): Promise<string> => {
  const session = fakeSession({ columns: 400 });
  await main(['scan', ...words], session);
  return session.out() + session.err();
};

describe('a password on the changed line or beside it is shown in no format', () => {
  test.each(Object.entries(FILES))('%s', async (_name, [path, text]) => {
    const directory = temporaryDirectory('scan');
    put(join(directory, path), text);
    const { report, secretValues } = await scan({ paths: [directory], sdk: null });
    const fixes = report.findings.flatMap((finding) => finding.fixes);
    expect(fixes.filter((fix) => 'patch' in fix)).not.toEqual([]);
    const options = { columns: 400, colour: false };
    for (const format of FORMATS)
      expect(await present(report, secretValues, format, options), format).not.toContain(HIDDEN);
    expect(renderScanText(report, { ...options, patches: true, written: [] })).not.toContain(HIDDEN);
  });
});

const FORMS = Object.entries(FILES).filter(([name]) => !name.startsWith('beside '));

describe('and --write leaves it where it is', () => {
  test.each(FORMS)('%s', async (_name, [path, text]) => {
    const directory = temporaryDirectory('scan');
    put(join(directory, path), text);
    expect(await run(directory, '--write')).not.toContain(HIDDEN);
    const after = readFileSync(join(directory, path), 'utf8');
    expect(after.split(HIDDEN)).toHaveLength(text.split(HIDDEN).length);
    expect(after).not.toContain('***');
    expect(readdirSync(directory)).toEqual([path]);
  });
});

test('what hides a password still shows what is changed', async () => {
  const directory = temporaryDirectory('scan');
  put(join(directory, 'compose.yaml'), FILES['flow style']?.[1] ?? '');
  const text = await run(directory, '--fix');
  expect(text).toContain(`-    environment: { ***, ${WRONG}: "grcp" }`);
  expect(text).toContain(`+    environment: { ***, ${WRONG}: "http/protobuf" }`);
  expect(text).toContain('--write leaves that as it is');
  expect(text).not.toContain('export ');
});

test('every line around a change is shown when all of it is known', async () => {
  const directory = temporaryDirectory('scan');
  put(
    join(directory, 'compose.yaml'),
    compose(
      `    environment:\n      OTEL_SERVICE_NAME: shop\n      ${WRONG}: grcp\n      OTEL_TRACES_EXPORTER: otlp\n`,
    ),
  );
  const text = await run(directory, '--fix');
  expect(text).toContain('      OTEL_SERVICE_NAME: shop\n');
  expect(text).toContain('      OTEL_TRACES_EXPORTER: otlp\n');
  expect(text).not.toContain('***');
});
