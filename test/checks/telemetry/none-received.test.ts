import noneReceived from '../../../checks/telemetry/none-received.ts';
import type {
  ApplicationCode,
  ApplicationFact,
  LoggedMessage,
  MessagesFact,
  ProgramFact,
} from '../../../src/model/application.ts';
import {
  sampleApplication,
  sampleCode,
  sampleCodePlace,
  sampleFramework,
  sampleMessage,
  sampleReceived,
  sampleRefusals,
  sampleSilentApplication,
} from '../../../src/samples/telemetry.ts';
import { checkTester, type Patch } from '../../kit/check-tester.ts';

const received = sampleReceived({ mode: 'run', spans: 0, requests: 0 });

/** A command from which nothing came. */
const silent = (change: Partial<ApplicationFact> = {}): Patch => ({
  received,
  application: sampleSilentApplication(change),
});

/** A command from which metrics came, and no spans. */
const noSpans = (change: Partial<ApplicationFact> = {}): Patch =>
  silent({ received: { spans: 0, metricPoints: 4, logRecords: 0 }, requests: 1, ...change });

const logged = (change: Partial<LoggedMessage>): MessagesFact => ({
  messages: [sampleMessage({ captures: {}, ...change })],
  lines: 10,
});

const unsupported = logged({
  codes: ['config/protocol-unsupported'],
  meaning: 'the protocol is not supported',
  text: "Unsupported OTLP protocol 'http/json' is configured",
});

const variable = (name: string, value: string) => ({ name, value });

/** A command whose sources were read. */
const read = (code: Partial<ApplicationCode>, change: Partial<ApplicationFact> = {}): Patch =>
  silent({ code: sampleCode(code), language: 'python', ...change });

const inCode = (address: string | null, transport: 'http' | 'grpc' | null) => ({
  ...sampleCodePlace(`OTLPSpanExporter(endpoint="${address}")`),
  address,
  transport,
});

const notFound = logged({
  codes: ['endpoint/path-wrong', 'endpoint/signal-path-missing', 'receiver/signal-not-enabled'],
  text: 'Failed to export spans batch code: 404, reason: Not Found',
});

const ANSWERED = { askedAt: 8080 };
const ENDED = { exitCode: null, signal: 'SIGINT', ranMs: 7_900 };

const claude = (waits: ProgramFact['waits']): ProgramFact => ({
  ...{ title: 'Claude Code', signals: ['metrics', 'logs'], waits, tells: false },
});

checkTester(noneReceived)
  .fires(
    'when a program waits for a setting of its own',
    silent({ program: claude({ name: 'CLAUDE_CODE_ENABLE_TELEMETRY', given: false, example: '1' }) }),
    { says: 'CLAUDE_CODE_ENABLE_TELEMETRY is not set', fix: { CLAUDE_CODE_ENABLE_TELEMETRY: '1' } },
  )
  .fires(
    'when that setting has a value that does not do',
    silent({ program: claude({ name: 'CLAUDE_CODE_ENABLE_TELEMETRY', given: true, example: '1' }) }),
    { says: 'has a value that does not switch it on' },
  )
  .silent('for a program that sends no traces at all', noSpans({ program: claude(null) }))
  .fires(
    'when the endpoint in code lacks the path',
    { ...read({ endpoint: inCode('http://localhost:4318', 'http') }), messages: notFound },
    {
      says: /lacks \/v1\/traces[\s\S]*tracing.py, line 12, gives the exporter http:\/\/localhost:4318/,
      fix: 'endpoint="http://localhost:4318/v1/traces"',
    },
  )
  .fires(
    'when the endpoint in code has a path and the answer is 404',
    { ...read({ endpoint: inCode('http://localhost:4318/otlp', 'http') }), messages: notFound },
    { says: 'the address in tracing.py overrules', fix: 'without endpoint=' },
  )
  .fires(
    'when the endpoint in code is refused, whatever its path',
    {
      ...read({ endpoint: inCode('http://localhost:4318', 'http') }),
      messages: logged({ codes: ['network/connection-refused'], text: 'refused' }),
    },
    { says: 'its exporter goes somewhere else' },
  )
  .fires(
    'when the endpoint in code is that of gRPC, which has no path',
    read(
      { endpoint: inCode('http://localhost:4317', 'grpc') },
      { elsewhere: [{ address: '127.0.0.1', port: 4317, otlp: true }] },
    ),
    { says: /goes somewhere else[\s\S]*the address in tracing.py/ },
  )
  .fires(
    'when spans go to the console alone',
    read({ otlpExporter: null, otherExporter: sampleCodePlace('ConsoleSpanExporter()') }),
    {
      says: /has no OTLP exporter[\s\S]*line 12, makes an exporter that does not send/,
      fix: 'add_span_processor',
    },
  )
  .fires('when the provider has no processor', read({ otlpExporter: null, processor: null }), {
    says: 'nothing gives it a span processor',
    fix: 'add_span_processor',
  })
  .fires(
    'when no exporter was loaded, although one stands in the code',
    read({ otlpExporter: sampleCodePlace('OTLPSpanExporter()') }, { exporterLoaded: false }),
    { says: 'that line did not run' },
  )
  .fires(
    'when the exporter may be made in a part that was not read',
    read({ otlpExporter: null, processor: null, whole: false }),
    { says: 'although OpenTelemetry is in it' },
  )
  .fires(
    'when the SDK of Node is not started',
    read(
      { nodeSdk: sampleCodePlace('const sdk = new NodeSDK({})'), provider: null, registered: null },
      { language: 'nodejs' },
    ),
    { says: /made and never started[\s\S]*calls its start\(\)/, fix: 'sdk.start()' },
  )
  .fires(
    'when libraries are instrumented without an SDK',
    read({
      provider: null,
      registered: null,
      otlpExporter: null,
      processor: null,
      instrumentation: sampleCodePlace('FlaskInstrumentor().instrument_app(app)'),
    }),
    { says: 'no SDK is set up', fix: 'trace.set_tracer_provider(provider)' },
  )
  .fires(
    'when libraries are instrumented without an SDK, and so no exporter was loaded',
    read(
      {
        provider: null,
        registered: null,
        otlpExporter: null,
        processor: null,
        instrumentation: sampleCodePlace('FlaskInstrumentor().instrument_app(app)'),
      },
      { exporterLoaded: false },
    ),
    { says: 'no SDK is set up' },
  )
  .fires(
    'when it was connected to a place that nothing explains',
    silent({ language: 'go', elsewhere: [{ address: '10.0.0.7', port: 24010, otlp: false }] }),
    {
      says: /sends nothing here, and was connected to 10\.0\.0\.7:24010[\s\S]*overrules the variable/,
      fix: 'otlptracegrpc.New',
    },
  )
  .fires(
    'when it was connected to a database alone',
    silent({ language: 'go', elsewhere: [{ address: '10.0.0.7', port: 5432, otlp: false }] }),
    { says: 'although OpenTelemetry is in it' },
  )
  .fires('when the provider is not made the global one', read({ registered: null }), {
    says: 'is used by nobody',
    fix: 'trace.set_tracer_provider(provider)',
  })
  .fires(
    'when a library was loaded before the SDK and requests made no span',
    read(
      { before: { ...sampleCodePlace("require('express')"), library: 'express' } },
      { ...ANSWERED, language: 'nodejs' },
    ),
    { says: /express is loaded before the SDK starts/, fix: 'node --require ./tracing.cjs' },
  )
  .fires(
    'when a library was loaded before the SDK and nobody asked for anything',
    read(
      { before: { ...sampleCodePlace("require('express')"), library: 'express' } },
      { language: 'nodejs' },
    ),
    { says: 'Nothing was seen that asked it for something', fix: 'Send the application a request' },
  )
  .fires(
    'when a distribution does what the code does not',
    read({ provider: null, instrumentation: null, distribution: sampleCodePlace('logfire.configure()') }),
    { says: 'although OpenTelemetry is in it' },
  )
  .fires(
    'when a framework has no destination of its own, and others are set',
    noSpans({ framework: sampleFramework({ ignored: ['OTEL_EXPORTER_OTLP_ENDPOINT'] }) }),
    {
      says: /Spring Boot 4 has no destination for traces[\s\S]*OTEL_EXPORTER_OTLP_ENDPOINT is set, and it does not read it[\s\S]*one trace in ten/,
      fix: 'management.opentelemetry.tracing.export.otlp.endpoint=http://collector:4318/v1/traces',
      severity: 'error',
    },
  )
  .fires('as a warning when nothing names a destination', noSpans({ framework: sampleFramework() }), {
    says: 'Spring Boot 4 has no destination for traces',
    severity: 'warning',
  })
  .fires(
    'when a framework keeps one trace in ten',
    silent({
      ...ANSWERED,
      framework: sampleFramework({ endpoint: 'http://collector:4318/v1/traces' }),
      language: 'java',
    }),
    { says: 'one trace in ten', fix: 'management.tracing.sampling.probability=1' },
  )
  .fires(
    'when Deno is not told to export',
    silent({ instrumented: 'no', instrumentedBy: ['OTEL_DENO is 1'], language: 'nodejs', runtime: 'deno' }),
    { says: 'OTEL_DENO is 1', fix: { OTEL_DENO: 'true' } },
  )
  .fires(
    'when Bun loads nothing before the program',
    silent({ instrumented: 'no', instrumentedBy: [], language: 'nodejs', runtime: 'bun' }),
    { says: 'OpenTelemetry is not in it', fix: 'bun --preload' },
  )
  .silent('of a command that calls the services and has no SDK', silent({ drives: true, instrumented: 'no' }))
  .silent(
    'of a command that calls the services, whatever it may have',
    silent({ drives: true, instrumented: 'unknown' }),
  )
  .fires(
    'when a command that calls the services has an SDK that goes to the console alone',
    read({ otlpExporter: null, otherExporter: sampleCodePlace('ConsoleSpanExporter()') }, { drives: true }),
    { says: 'has no OTLP exporter' },
  )
  .fires('when the reader ends it before the first batch', silent({ ...ANSWERED, ...ENDED }), {
    says: /before it is ended[\s\S]*by Ctrl-C \(SIGINT\) after 7.9 s/,
    fix: 'Wait 5 s after the last request',
  })
  .fires(
    'when a signal ends it that programs tell as an exit code',
    silent({ ...ANSWERED, exitCode: 130, ranMs: 7_900 }),
    {
      says: 'before it is ended',
    },
  )
  .fires('when requests made no span for long', silent({ ...ANSWERED, ...ENDED, ranMs: 90_000 }), {
    says: /Something connected to its port 8080, and no span came of it/,
    fix: 'Each library needs an instrumentation',
  })
  .fires(
    'when the package of an exporter is not there',
    {
      ...silent(),
      messages: logged({
        id: 'python-component-missing',
        codes: ['config/exporter-unknown'],
        captures: { name: 'otlp_proto_grpc', type: 'opentelemetry_traces_exporter' },
      }),
    },
    { says: 'did not start', fix: 'pip install opentelemetry-exporter-otlp-proto-grpc' },
  )
  .fires('when the SDK is switched off', silent({ disabled: variable('OTEL_SDK_DISABLED', 'true') }), {
    says: /shop sends nothing: its SDK is switched off[\s\S]*OTEL_SDK_DISABLED: true/,
    fix: { OTEL_SDK_DISABLED: null },
    severity: 'error',
  })
  .fires('when the exporter is none', silent({ exporter: variable('OTEL_TRACES_EXPORTER', 'none') }), {
    says: 'traces have no OTLP exporter',
    fix: { OTEL_TRACES_EXPORTER: 'otlp' },
    severity: 'error',
  })
  .fires(
    'when the exporter is none and metrics arrive, which may be meant',
    noSpans({ exporter: variable('OTEL_TRACES_EXPORTER', 'none') }),
    {
      says: /shop sends no spans[\s\S]*arrived: 0 spans, 4 metric points, 0 log records/,
      severity: 'warning',
    },
  )
  .fires(
    'when the sampler keeps nothing',
    silent({ sampler: { ...variable('OTEL_TRACES_SAMPLER', 'always_off'), keeps: 'nothing' } }),
    { says: 'its sampler keeps no trace', fix: { OTEL_TRACES_SAMPLER: 'parentbased_always_on' } },
  )
  .fires(
    'when the log tells of a setting',
    { ...silent(), messages: unsupported },
    {
      says: /its SDK did not start[\s\S]*says why: the protocol is not supported[\s\S]*Unsupported OTLP protocol/,
      severity: 'error',
    },
  )
  .fires(
    'when the log tells of a setting of traces only',
    { ...noSpans(), messages: unsupported },
    {
      severity: 'error',
    },
  )
  .fires(
    'when a configuration file decides',
    silent({ configFile: variable('OTEL_CONFIG_FILE', '/etc/otel.yaml') }),
    { says: 'a configuration file decides', fix: 'Give /etc/otel.yaml a tracer_provider' },
  )
  .fires(
    'when the exporter goes somewhere else',
    silent({
      elsewhere: [
        { address: '10.0.0.7', port: 4317, otlp: true },
        { address: '10.0.0.8', port: 5432, otlp: false },
      ],
    }),
    {
      says: /goes somewhere else[\s\S]*connected to 10.0.0.7:4317:[\s\S]*connected to: 10.0.0.7:4317, 10.0.0.8:5432/,
      fix: 'OTLPSpanExporter()',
    },
  )
  .fires(
    'when an export failed that never came here',
    {
      ...silent({ language: 'go' }),
      messages: logged({ codes: ['network/connection-refused'], text: 'refused' }),
    },
    { says: 'the log tells of an export that failed', fix: 'otlptracegrpc.New(ctx)' },
  )
  .fires(
    'when OpenTelemetry is not in it, and something else was refused',
    {
      ...silent({ instrumented: 'no', instrumentedBy: [], language: 'java' }),
      messages: logged({ codes: ['network/connection-refused'], text: 'refused' }),
    },
    { says: 'OpenTelemetry is not in it', fix: '-javaagent:' },
  )
  .fires(
    'when OpenTelemetry is not in it',
    silent({ instrumented: 'no', instrumentedBy: [], language: 'nodejs' }),
    { says: 'OpenTelemetry is not in it', fix: '@opentelemetry/auto-instrumentations-node/register' },
  )
  .fires('when it failed at once', silent({ exitCode: 3, ranMs: 400 }), {
    says: /it failed soon after it was started[\s\S]*run: shop ended with exit code 3 after 400 ms/,
  })
  .fires('when a signal ended it at once', silent({ exitCode: null, signal: 'SIGSEGV', ranMs: 400 }), {
    says: 'ended with the signal SIGSEGV',
  })
  .fires(
    'when only a part is sampled',
    silent({ sampler: { ...variable('OTEL_TRACES_SAMPLER_ARG', '0.1'), keeps: 'part' } }),
    {
      says: 'OTEL_TRACES_SAMPLER_ARG is 0.1',
      severity: 'warning',
      suspicion: true,
    },
  )
  .fires('when it ran long enough and made no span', silent(), {
    says: 'although OpenTelemetry is in it',
    fix: 'Send the application a request',
    fixes: 1,
  })
  .fires(
    'when it was stopped before it did anything',
    silent({ stopped: true, exitCode: null, ranMs: 3_000 }),
    {
      says: /Nothing was seen that asked it for something[\s\S]*they are exported every 5 s/,
      fixes: 2,
    },
  )
  .fires('as worth knowing when metrics arrive', noSpans(), { says: 'sends no spans', severity: 'info' })
  .fires(
    'when it cannot be seen whether OpenTelemetry is in it',
    silent({ instrumented: 'unknown', language: 'go', ranMs: 900 }),
    {
      says: 'It cannot be seen from outside',
      fixes: 3,
    },
  )
  .fires(
    'when nobody sends anything to listen',
    { received: sampleReceived({ spans: 0, requests: 0 }), application: undefined },
    {
      says: 'Nothing arrived in 30 s',
      fix: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318',
      severity: 'error',
    },
  )
  .fires(
    'when only empty exports arrive',
    {
      received: sampleReceived({ spans: 0, requests: 4, refusals: [sampleRefusals({ kind: 'empty' })] }),
      application: undefined,
    },
    { says: /Every export that arrived was empty[\s\S]*4 requests, 0 spans/ },
  )
  .silent('when it ended before the export, which is a cause of its own', silent({ ranMs: 1_000 }))
  .silent('when its requests were refused, which is a cause of its own', silent({ refused: 3, requests: 3 }))
  .silent('when spans arrive although the exporter is none by settings', {
    application: sampleApplication({ exporter: variable('OTEL_TRACES_EXPORTER', 'none') }),
  })
  .silent('when listening has only begun', {
    received: sampleReceived({ spans: 0, requests: 0, listenedMs: 900 }),
    application: undefined,
  })
  .silent('when what arrived was refused', {
    received: sampleReceived({ spans: 0, requests: 3, refusals: [sampleRefusals()] }),
    application: undefined,
  })
  .silent('when listen gets metrics only', {
    received: sampleReceived({ spans: 0, metricPoints: 3 }),
    application: undefined,
  })
  .silent('of the receiver as a whole in run', { received, application: undefined });
