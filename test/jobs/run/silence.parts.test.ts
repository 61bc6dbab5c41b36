import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../src/jobs/run/run.ts';
import type { Report } from '../../../src/model/report.ts';
import { requirePart } from '../../lab/find-part.ts';
import { describeWith } from '../../lab/parts.ts';
import { loopback, portOf, temporaryDirectory } from '../../lab/ports.ts';

/** A receiver that knows /v1/traces and answers 404 to everything else. */
const receiver = createServer((request, answer) => {
  request.resume().on('end', () => answer.writeHead(request.url === '/v1/traces' ? 200 : 404).end());
});

beforeAll(() => new Promise<void>((resolve) => void receiver.listen(0, loopback, resolve)));
afterAll(() => void receiver.close());

interface Program {
  readonly language: 'python' | 'js';
  /** Its source, with the address of the receiver put in. */
  source(receiver: string): string;
}

/** Starts a program of one file under `run`, and tells what came of it. */
const reportOf = async ({ language, source }: Program): Promise<Report> => {
  const directory = temporaryDirectory('silence');
  mkdirSync(join(directory, '.git'));
  const file = language === 'python' ? 'app.py' : 'app.cjs';
  writeFileSync(join(directory, file), source(`http://${loopback}:${portOf(receiver)}`));
  if (language === 'js') symlinkSync(requirePart('js-apps'), join(directory, 'node_modules'));
  const program = language === 'python' ? requirePart('python-apps') : process.execPath;
  const { report } = await run(
    {
      commands: [
        {
          ...{ id: 'a1', name: file, argv: [program, file], driver: false },
          environment: {
            PATH: process.env.PATH ?? '',
            PYTHONDONTWRITEBYTECODE: '1',
            OTEL_BSP_SCHEDULE_DELAY: '100',
          },
        },
      ],
      surroundings: {
        ...{ directory, sdk: null, forward: false, alone: true },
        terminal: { stdin: false, stdout: false },
      },
      ...{ sdkChosenBy: 'project', forMs: null, maxSpans: 1_000 },
    },
    {},
  );
  return report;
};

const python = (
  set: string,
  work = 'with trace.get_tracer("a").start_as_current_span("work"): pass',
): Program => ({
  language: 'python',
  source: (address) =>
    `import time
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SimpleSpanProcessor
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
${set.replaceAll('ADDRESS', address)}
${work}
# As long as a program that had the time to export.
time.sleep(1.5)
`,
});

const js = (set: string): Program => ({
  language: 'js',
  source: (address) =>
    `const { trace } = require('@opentelemetry/api');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { ConsoleSpanExporter } = require('@opentelemetry/sdk-trace-base');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');
${set.replaceAll('ADDRESS', address)}
trace.getTracer('a').startSpan('work').end();
setTimeout(() => undefined, 1500);
`,
});

const GLOBAL = 'trace.set_tracer_provider(provider)';
const MADE = `provider = TracerProvider()\n${GLOBAL}`;
const WITH_EXPORTER = 'provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))';

interface Broken {
  readonly what: string;
  readonly broken: Program;
  /** What the cause says. */
  readonly says: RegExp;
  /** What the first fix says. */
  readonly fix: RegExp;
  /** The same program with the fix. */
  readonly mended: Program;
}

const CASES: readonly Broken[] = [
  {
    what: 'Python: the endpoint in code lacks the path',
    broken: python(
      `${MADE}\nprovider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint="ADDRESS")))`,
    ),
    says: /lacks \/v1\/traces.*app\.py, line 8, gives the exporter http:\/\/127\.0\.0\.1/,
    fix: /endpoint="http:\/\/127\.0\.0\.1:\d+\/v1\/traces"/,
    mended: python(`${MADE}\n${WITH_EXPORTER}`),
  },
  {
    what: 'Python: the console alone',
    broken: python(`${MADE}\nprovider.add_span_processor(SimpleSpanProcessor(ConsoleSpanExporter()))`),
    says: /no OTLP exporter.*app\.py, line 8, makes an exporter that does not send over OTLP/,
    fix: /add_span_processor\(BatchSpanProcessor\(OTLPSpanExporter\(\)\)\)/,
    mended: python(`${MADE}\n${WITH_EXPORTER}`),
  },
  {
    what: 'Python: no processor',
    broken: python(MADE),
    says: /no OTLP exporter.*app\.py, line 6, makes a tracer provider, and nothing gives it a span processor/,
    fix: /add_span_processor\(BatchSpanProcessor\(OTLPSpanExporter\(\)\)\)/,
    mended: python(`${MADE}\n${WITH_EXPORTER}`),
  },
  {
    what: 'Python: the provider is not the global one',
    broken: python(`provider = TracerProvider()\n${WITH_EXPORTER}`),
    says: /used by nobody.*app\.py, line 6, makes a tracer provider/,
    fix: /trace\.set_tracer_provider\(provider\)/,
    mended: python(`${MADE}\n${WITH_EXPORTER}`),
  },
  {
    what: 'Python: a library is instrumented without an SDK',
    broken: {
      language: 'python',
      source: () =>
        `import time
from flask import Flask
from opentelemetry.instrumentation.flask import FlaskInstrumentor
app = Flask("a")
FlaskInstrumentor().instrument_app(app)
app.test_client().get("/")
time.sleep(1.5)
`,
    },
    says: /no SDK is set up.*app\.py, line 5, instruments a library/,
    fix: /trace\.set_tracer_provider\(provider\)/,
    mended: python(
      `${MADE}\n${WITH_EXPORTER}`,
      `from flask import Flask
from opentelemetry.instrumentation.flask import FlaskInstrumentor
app = Flask("a")
FlaskInstrumentor().instrument_app(app)
app.test_client().get("/")`,
    ),
  },
  {
    what: 'Node: the SDK is not started',
    broken: js('const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter() });'),
    says: /made and never started.*app\.cjs, line 5, makes a NodeSDK/,
    fix: /sdk\.start\(\)/,
    mended: js('const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter() });\nsdk.start();'),
  },
  {
    what: 'Node: the endpoint in code lacks the path',
    broken: js("new NodeSDK({ traceExporter: new OTLPTraceExporter({ url: 'ADDRESS' }) }).start();"),
    says: /lacks \/v1\/traces.*app\.cjs, line 5, gives the exporter http:\/\/127\.0\.0\.1/,
    fix: /url: 'http:\/\/127\.0\.0\.1:\d+\/v1\/traces'/,
    mended: js('new NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();'),
  },
  {
    what: 'Node: the console alone',
    broken: js('new NodeSDK({ traceExporter: new ConsoleSpanExporter() }).start();'),
    says: /no OTLP exporter/,
    fix: /new OTLPTraceExporter\(\)/,
    mended: js('new NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();'),
  },
];

describeWith(['python-apps', 'js-apps'], 'a program that sends nothing for what stands in its code', () => {
  test.each(CASES)('$what', async ({ broken, says, fix, mended }) => {
    const { rootCause } = await reportOf(broken);
    expect(rootCause?.code).toBe('telemetry/none-received');
    expect(`${rootCause?.summary} ${rootCause?.explanation}`).toMatch(says);
    expect(JSON.stringify(rootCause?.fixes[0]).replaceAll('\\"', '"')).toMatch(fix);
    const after = await reportOf(mended);
    expect(after.findings.map(({ code }) => code)).not.toContain('telemetry/none-received');
    expect(after.telemetry?.services[0]?.spans).toBeGreaterThan(0);
  });
});
