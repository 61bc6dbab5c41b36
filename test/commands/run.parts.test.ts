import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { autoPython, type Case, caseOf } from '../apps/case.ts';
import { prepare } from '../apps/prepare.ts';
import { httpUpstream } from '../forward/upstream.ts';
import { expectReport } from '../kit/schema.ts';
import { cli, emptyDirectory } from '../lab/doctor.ts';
import { describeWith } from '../lab/parts.ts';
import { ownPorts, temporaryDirectory } from '../lab/ports.ts';
import { type Environment, finish, launch, type RunningProcess } from '../lab/process.ts';
import { waitFor } from '../lab/wait.ts';

const directory = temporaryDirectory('run');

/** Sends spans as JSON to where its variables say, like an exporter; then does what its arguments say. */
const sender = join(directory, 'send.mjs');
writeFileSync(
  sender,
  `const [service = 'shop', then = 'end'] = process.argv.slice(2);
   const attribute = (key, stringValue) => ({ key, value: { stringValue } });
   const send = async (name) => {
     const now = BigInt(Date.now()) * 1000000n;
     const id = (bytes) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
     const span = { traceId: id(16), spanId: id(8), name, kind: 1,
       startTimeUnixNano: String(now - 1000000n), endTimeUnixNano: String(now), attributes: [] };
     const resource = { attributes: [attribute('service.name', service), attribute('telemetry.sdk.language', 'nodejs')] };
     const headers = Object.fromEntries((process.env.OTEL_EXPORTER_OTLP_HEADERS ?? '').split(',')
       .filter((pair) => pair !== '').map((pair) => pair.split('=')));
     const answer = await fetch(process.env.OTEL_EXPORTER_OTLP_ENDPOINT + '/v1/traces', {
       method: 'POST', headers: { 'content-type': 'application/json', ...headers },
       body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'own' }, spans: [span] }] }] }),
     });
     if (answer.status !== 200) throw new Error('answered ' + answer.status);
   };
   await send('first');
   if (then === 'serve') {
     const { createServer } = await import('node:http');
     createServer((_, response) => response.end()).listen(process.argv[4], '127.0.0.1');
     process.on('SIGTERM', async () => { await send('last'); process.exit(0); });
   } else if (then === 'wait') {
     process.on('SIGTERM', async () => { await send('last'); process.exit(5); });
     setInterval(() => undefined, 1000);
     console.log('waiting');
   }`,
);

const start = (args: readonly string[], environment: Environment = {}, input?: string): RunningProcess =>
  launch(process.execPath, [cli, 'run', ...args], {
    environment: { HOME: directory, ...environment },
    directory: emptyDirectory(),
    ...(input === undefined ? {} : { input }),
  });

const node = process.execPath;

/** Runs to the end with a report as a file. */
const report = async (args: readonly string[], environment: Environment = {}, milliseconds = 25_000) => {
  const file = join(temporaryDirectory('run-report'), 'report.json');
  const finished = await finish(start(['--output', file, ...args], environment), milliseconds);
  const told = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expectReport(told);
  return { ...finished, report: told };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the command is left as it is', () => {
  test('input, output, errors and exit status pass through byte for byte', async () => {
    const program = `process.stdin.pipe(process.stdout); process.stdin.on('end', () => {
      process.stderr.write(Buffer.from([0xc3, 0x28, 0x0d])); process.exitCode = 7; });`;
    const input = `${'line\r\n'.repeat(50_000)}\u0000no end`;
    const { exitCode, stdout, stderr } = await finish(
      start(['--quiet', '--', node, '-e', program], {}, input),
    );
    expect(stdout === input).toBe(true);
    expect(stderr).toBe('\ufffd(\r');
    expect(exitCode).toBe(7);
  });

  test('--env-file gives it the variables of files, over the environment and over each other', async () => {
    const files = ['SHOP=first\nLEFT=one\n', 'export SHOP="a b"\n'].map((text, index) => {
      const file = join(directory, `${index}.env`);
      writeFileSync(file, text);
      return ['--env-file', file];
    });
    const program = 'console.log(JSON.stringify([process.env.SHOP, process.env.LEFT, process.env.KEPT]))';
    const { stdout } = await finish(
      start(['--quiet', ...files.flat(), '--', node, '-e', program], { SHOP: 'ours', KEPT: 'yes' }),
    );
    expect(JSON.parse(stdout)).toEqual(['a b', 'one', 'yes']);
  });

  test('its arguments are its own, also where they look like ours', async () => {
    const words = [
      '--output',
      'x',
      '--output',
      'y',
      '-h',
      '--',
      '007',
      '--quiet',
      '',
      'a b',
      '--a=1',
      '--version',
    ];
    const program = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const { stdout, stderr } = await finish(start(['--', node, '-e', program, '--', ...words]));
    expect(JSON.parse(stdout)).toEqual(words);
    expect(stderr).toMatch(/^\n?UNHEALTHY/);
  });

  test('a signal reaches it, its own status counts, and the report comes all the same', async () => {
    const running = start(['--no-forward', '--', node, sender, 'shop', 'wait']);
    await running.waitForOutput(/waiting/);
    process.kill(running.pid, 'SIGTERM');
    const { exitCode, stdout, stderr } = await finish(running);
    expect([exitCode, stdout]).toEqual([5, 'waiting\n']);
    expect(stderr).toMatch(/2 spans in 2 traces from 1 service arrived/);
    expect(stderr).toMatch(/exit status 5 after/);
  });

  test('one that a signal ends has the status that a shell gives', async () => {
    const { exitCode } = await finish(start(['--quiet', '--', 'sh', '-c', 'kill -9 $$']));
    expect(exitCode).toBe(137);
  });
});

describe('the report', () => {
  test('is on standard error, and standard output has nothing of ours', async () => {
    const { exitCode, stdout, stderr } = await finish(start(['--no-forward', '--', node, sender]));
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(
      /^\nHEALTHY {2}1 span in 1 trace from 1 service arrived, nothing is wrong with it\n/,
    );
    expect(stderr).not.toContain('\u001b');
  });

  test('goes to files in the format of their names, and then to them alone', async () => {
    const to = temporaryDirectory('run-files');
    const names = ['r.json', 'r.md', 'r.html', 'r.xml', 'r.sarif', 'r.txt'];
    const files = names.flatMap((name) => ['--output', join(to, name)]);
    const { stderr } = await finish(start(['--no-forward', ...files, '--', node, sender]));
    expect(stderr).toBe('');
    const heads = names.map((name) =>
      readFileSync(join(to, name), 'utf8').trimStart().slice(0, 9).toLowerCase(),
    );
    expect(heads.map((head) => head[0])).toEqual(['{', '#', '<', '<', '{', 'h']);
  });

  test('that cannot be written to its file comes on standard error, with status 2', async () => {
    const { exitCode, stderr } = await finish(
      start(['--no-forward', '--output', '/nowhere/r.json', '--', node, sender]),
    );
    expect(stderr).toMatch(/HEALTHY/);
    expect(stderr).toMatch(/otel-doctor: the report could not be written to \/nowhere\/r.json \(ENOENT\)\n$/);
    expect(exitCode).toBe(2);
  });

  test.each([
    ['app', 0],
    ['doctor', 1],
  ])('--exit-code %s of a command that sends nothing', async (of, status) => {
    const args = ['--no-forward', '--exit-code', of, '--', node, '-e', '0'];
    const { exitCode, report: told } = await report(args);
    expect(told.rootCause?.code).toBe('telemetry/none-received');
    expect(exitCode).toBe(status);
  });
});

describe('wrong usage', () => {
  test.each([
    [[], /there is no command: write it behind --/],
    [['python', 'app.py'], /write -- in front of the command: otel-doctor run -- python app.py/],
    [['--', '/nowhere/program'], /cannot start \/nowhere\/program: there is no such program/],
    [['--exit-code', 'mine', '--', 'true'], /--exit-code takes app or doctor/],
    [['--service', 'shop', '--', 'true'], /--service takes name="command with arguments"/],
    [['--service', 'a=true', '--service', 'a=true', '--', 'true'], /--service a is given twice/],
    [['--service', 'a="sleep', '--', 'true'], /--service a/],
    [['--for', 'soon', '--', 'true'], /--for takes a time/],
    [['--sdk', 'cobol', '--', 'true'], /--sdk takes/],
    [['--settle', '1s', '--', 'true'], /settle/],
  ])('%j is one line and status 2', async (args, message) => {
    const { exitCode, stdout, stderr } = await finish(start(args));
    expect(stderr).toMatch(/^otel-doctor: [^\n]+\n$/);
    expect(stderr).toMatch(message);
    expect([exitCode, stdout]).toEqual([2, '']);
  });

  test('of one command ends the others', async () => {
    const pidFile = join(directory, 'pid');
    const program = `require('fs').writeFileSync('${pidFile}', String(process.pid)); require('http').createServer().listen(0)`;
    const script = join(directory, 'first.cjs');
    writeFileSync(script, program);
    const args = ['--service', `first=${node} ${script}`, '--', '/nowhere/program'];
    const { exitCode, stderr } = await finish(start(args));
    expect([exitCode, stderr]).toEqual([
      2,
      'otel-doctor: cannot start /nowhere/program: there is no such program\n',
    ]);
    expect(isAlive(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
  });
});

describe('several commands', () => {
  test('services are stopped when the driver has ended, which is no fault of theirs', async () => {
    const [one = 0, two = 0] = await ownPorts(2);
    const { exitCode, report: told } = await report([
      ...['--no-forward', '--service', `stock=${node} ${sender} stock serve ${one}`],
      ...['--service', `cart=${node} ${sender} cart serve ${two}`, '--', 'sh', '-c', 'exit 3'],
      // The driver itself sends nothing.
    ]);
    expect(
      told.telemetry?.applications.map(({ name, exitCode: ended, spans }) => [name, ended, spans]),
    ).toEqual([
      ['stock', 0, 2],
      ['cart', 0, 2],
      ['sh', 3, 0],
    ]);
    expect(told.findings.filter(({ targets }) => !targets.includes('a3'))).toEqual([]);
    expect(exitCode).toBe(3);
  });

  test('without a driver until all have ended; the first failure is the status', async () => {
    const { exitCode, report: told } = await report([
      ...['--no-forward', '--service', `a=${node} ${sender} a`, '--service', "b=sh -c 'exit 4'"],
    ]);
    expect(told.telemetry?.services.map(({ label }) => label)).toEqual(['a']);
    expect(exitCode).toBe(4);
  });

  test('two services of one name are told apart by their commands', async () => {
    const { report: told } = await report([
      ...['--no-forward', '--service', `a=${node} ${sender} same`, '--service', `b=${node} ${sender} same`],
    ]);
    expect(told.telemetry?.services.map(({ label }) => label).sort()).toEqual(['a/same', 'b/same']);
    expect([told.verdict, told.rootCause]).toEqual(['healthy', null]);
  });
});

test('--for ends the commands, which is no failure', async () => {
  const { exitCode, report: told } = await report([
    ...['--no-forward', '--for', '2s', '--', node, sender, 'shop', 'wait'],
  ]);
  expect(told.telemetry?.received.spans).toBe(2);
  expect([told.verdict, exitCode]).toEqual(['healthy', 0]);
});

describe('the original destination', () => {
  const settings = (url: string): Environment => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=hunter2',
  });

  test('gets everything, with the headers of the exporter', async () => {
    const upstream = await httpUpstream();
    const { exitCode, report: told } = await report(['--', node, sender], settings(upstream.url));
    expect(upstream.seen.map(({ path, headers }) => [path, headers['api-key']])).toEqual([
      ['/v1/traces', 'hunter2'],
    ]);
    expect(JSON.stringify(told)).not.toContain('hunter2');
    expect([told.verdict, exitCode]).toEqual(['healthy', 0]);
  });

  test('gets nothing with --no-forward', async () => {
    const upstream = await httpUpstream();
    await report(['--no-forward', '--', node, sender], settings(upstream.url));
    expect(upstream.seen).toEqual([]);
  });
});

test('nothing of ours is left in the temporary directory', async () => {
  const own = (): readonly string[] => readdirSync(directory).sort();
  const before = own();
  const configuration = join(directory, 'otel.yaml');
  writeFileSync(configuration, 'file_format: "1.0"\ntracer_provider:\n  processors: []\n');
  await finish(
    start(['--quiet', '--', node, sender], { TMPDIR: directory, OTEL_CONFIG_FILE: configuration }),
  );
  await finish(start(['--', '/nowhere/program'], { TMPDIR: directory, OTEL_CONFIG_FILE: configuration }));
  expect(own()).toEqual([...new Set([...before, 'otel.yaml'])].sort());
});

/** What `run --prove` says of a case. */
const prove = async (found: Case): Promise<Report> => {
  const { commands, environment, directory: at, stop } = await prepare(found);
  const file = join(temporaryDirectory('prove'), 'report.json');
  const services = commands.flatMap(({ name, argv }) => ['--service', `${name}=${argv.join(' ')}`]);
  const own = commands.length === 1 ? ['--', ...(commands[0]?.argv ?? [])] : services;
  const running = launch(node, [cli, 'run', '--no-forward', '--prove', '--output', file, ...own], {
    environment,
    directory: at,
  });
  try {
    const { stderr } = await finish(running, 100_000);
    await waitFor(() => !isAlive(running.pid), 'its end');
    return JSON.parse(readFileSync(file, 'utf8') || `"${stderr}"`) as Report;
  } finally {
    await stop();
  }
};

const job = (environment: Environment): readonly ReturnType<typeof autoPython>[] => [
  autoPython('job', 'job.py', environment),
];

const shops = [autoPython('shop', 'shop.py', { OTEL_PROPAGATORS: 'b3' }), autoPython('stock', 'stock.py')];

describeWith(['python-apps'], 'a fix is proven by starting again', () => {
  const expected = { code: null };
  test.each([
    ['switched off', caseOf('off', job({ OTEL_SDK_DISABLED: 'true' }), expected), 'telemetry/none-received'],
    [
      'sampled out',
      caseOf('sampled', job({ OTEL_TRACES_SAMPLER: 'always_off' }), expected),
      'telemetry/none-received',
    ],
    ['different propagators', caseOf('b3', shops, expected), 'telemetry/propagation-broken'],
  ])('%s', { timeout: 120_000 }, async (_, found, code) => {
    const told = await prove(found);
    expectReport(told);
    expect(told.rootCause?.code).toBe(code);
    expect(told.rootCause?.fixes.filter((fix) => 'env' in fix)).toContainEqual(
      expect.objectContaining({ proven: true }),
    );
  });
});
