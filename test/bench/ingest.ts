import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCollector } from '../lab/collector.ts';
import { ownPorts, temporaryDirectory } from '../lab/ports.ts';
import { launch } from '../lab/process.ts';
import { type Canned, cannedExport, SPANS } from './export.ts';

/**
 * Throughput of `listen` against the real Collector with a nop exporter, both fed in the same run by wrk with the same
 * bodies of 100 spans whose trace ids are new in every request. Prints figures and ratios, asserts nothing.
 */
const CLI = join(import.meta.dirname, '../../dist/cli.js');

const SECONDS = Number(process.env['OTEL_DOCTOR_BENCH_SECONDS'] ?? 10);

/** Spans after which memory must have stopped to grow. */
const LONG_RUN = Number(process.env['OTEL_DOCTOR_BENCH_SPANS'] ?? 10_000_000);

const TICKS_PER_SECOND = 100;

const quote = (bytes: Buffer): string => `"${[...bytes].map((byte) => `\\${byte}`).join('')}"`;

/** Requests that are prepared: more than `listen` keeps spans of, so that none comes again while its trace is open. */
const PREPARED = 2_000;

/** A script for wrk: prepared requests, each with trace ids of its own (the number of the request and of the trace). */
const luaOf = ({ body, traceIds }: Canned): string => {
  const pieces: string[] = [];
  let from = 0;
  for (const at of traceIds) {
    pieces.push(quote(body.subarray(from, at)));
    from = at + 16;
  }
  pieces.push(quote(body.subarray(from)));
  const traces = traceIds.map((at) => Number(body.toString('latin1', at + 9, at + 16)));
  return `
local pieces = { ${pieces.join(',\n')} }
local traces = { ${traces.join(',')} }
local requests = {}
local n = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-protobuf"
function init(args)
  math.randomseed(os.time())
  local base = math.random(1, 2 ^ 30)
  for r = 1, ${PREPARED} do
    local count = string.format("%015d", base + r)
    local parts = {}
    for i = 1, #traces do
      parts[#parts + 1] = pieces[i]
      parts[#parts + 1] = count .. string.char(traces[i] + 1)
    end
    parts[#parts + 1] = pieces[#pieces]
    requests[r] = wrk.format(nil, nil, nil, table.concat(parts))
  end
end
function request()
  n = n % ${PREPARED} + 1
  return requests[n]
end
`;
};

interface Usage {
  /** Seconds of processor time so far. */
  readonly cpu: number;
  readonly peakMib: number;
  readonly residentMib: number;
}

const usageOf = (pid: number): Usage => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    peakMib: mib('VmHWM'),
    residentMib: mib('VmRSS'),
  };
};

interface Figures {
  readonly spansPerSecond: number;
  readonly cpuPerMillion: number;
  readonly peakMib: number;
}

const wrk = async (url: string, script: string, seconds: number): Promise<number> => {
  const run = launch('wrk', ['-t1', '-c8', `-d${seconds}s`, '-s', script, url]);
  await run.exited;
  const requests = Number(/(\d+) requests in/.exec(run.stdout())?.[1] ?? 0);
  const failed = /Non-2xx or 3xx responses: (\d+)|Socket errors: .*/.exec(run.stdout());
  if (failed) process.stdout.write(`  ${failed[0]}\n`);
  return requests;
};

const measure = async (pid: number, url: string, script: string): Promise<Figures> => {
  await wrk(url, script, 2);
  const before = usageOf(pid);
  const from = performance.now();
  const requests = await wrk(url, script, SECONDS);
  const seconds = (performance.now() - from) / 1_000;
  const after = usageOf(pid);
  const spans = requests * SPANS;
  return {
    spansPerSecond: spans / seconds,
    cpuPerMillion: ((after.cpu - before.cpu) / spans) * 1e6,
    peakMib: after.peakMib,
  };
};

const print = (name: string, { spansPerSecond, cpuPerMillion, peakMib }: Figures): void => {
  process.stdout.write(
    `${name.padEnd(34)} ${Math.round(spansPerSecond).toLocaleString('en-US').padStart(9)} spans/s  ${cpuPerMillion.toFixed(1).padStart(5)} s of CPU a million  ${Math.round(peakMib)} MiB at most\n`,
  );
};

interface Listener {
  readonly child: ChildProcess;
  readonly httpPort: number;
}

const startListen = async (): Promise<Listener> => {
  const [grpcPort = 0, httpPort = 0] = await ownPorts(2);
  const child = spawn(
    process.execPath,
    [CLI, 'listen', '--grpc-port', String(grpcPort), '--http-port', String(httpPort)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
  child.stdout?.resume();
  return { child, httpPort };
};

const stopListen = ({ child }: Listener): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });

/** Resident memory while ten million spans pass. */
const longRun = async (script: string): Promise<void> => {
  const listener = await startListen();
  const url = `http://127.0.0.1:${listener.httpPort}/v1/traces`;
  let spans = 0;
  const figures: string[] = [];
  while (spans < LONG_RUN) {
    const more = (await wrk(url, script, SECONDS)) * SPANS;
    if (more === 0) break;
    spans += more;
    const { residentMib } = usageOf(listener.child.pid ?? 0);
    figures.push(`${(spans / 1e6).toFixed(1)}: ${Math.round(residentMib)}`);
  }
  await stopListen(listener);
  process.stdout.write(`memory of listen, millions of spans: MiB   ${figures.join(', ')}\n`);
};

const hasWrk = ['/usr/bin/wrk', '/usr/local/bin/wrk'].some((path) => existsSync(path));

/** Prints the throughput of `listen` and of the Collector. */
export const measureIngest = async (): Promise<void> => {
  if (!hasWrk) {
    process.stdout.write('wrk is missing: apt-get install wrk\n');
    process.exitCode = 1;
    return;
  }
  const script = join(temporaryDirectory('wrk'), 'export.lua');
  writeFileSync(script, luaOf(cannedExport(BigInt(Date.now()) * 1_000_000n)));
  const collector = await startCollector({ signals: ['traces'], extra: NOP });
  const theirs = await measure(collector.pid, `http://127.0.0.1:${collector.httpPort}/v1/traces`, script);
  await collector.stop();
  print('Collector, nop exporter', theirs);
  const listener = await startListen();
  const ours = await measure(
    listener.child.pid ?? 0,
    `http://127.0.0.1:${listener.httpPort}/v1/traces`,
    script,
  );
  await stopListen(listener);
  print('listen, all checks', ours);
  const ratio = ours.spansPerSecond / theirs.spansPerSecond;
  process.stdout.write(
    `${'listen / Collector'.padEnd(34)} ${ratio.toFixed(2).padStart(9)} of its rate (goal: at least 0.33), ${(ours.cpuPerMillion / theirs.cpuPerMillion).toFixed(2)} of its CPU a span, ${(ours.peakMib / theirs.peakMib).toFixed(2)} of its memory\n`,
  );
  await longRun(script);
};

/** Exports nothing, so that receiving and decoding is what is measured. */
const NOP = {
  exporters: { nop: {} },
  service: { pipelines: { traces: { exporters: ['nop'] } } },
};

await measureIngest();
