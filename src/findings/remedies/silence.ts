import { propertyVariable } from '../../knowledge/frameworks.ts';
import { NOT_STARTED } from '../../knowledge/messages/causes.ts';
import type { ApplicationFact, LoggedMessage, Runtime } from '../../model/application.ts';
import type { Fix } from '../../model/finding.ts';
import type { Silence } from '../silence.ts';
import { remedyFix } from './remedy.ts';
import {
  ADD_EXPORTER,
  code,
  FLUSH_AT_EXIT,
  MAKE_PROVIDER,
  NO_HARD_CODED_ENDPOINT,
  REGISTER_PROVIDER,
  START_INSTRUMENTED,
} from './silence-code.ts';

/** A shorter wait of the batch processor, in milliseconds. */
const SHORT_DELAY = '200';

/** Sending sooner, for a process that ends before the first export is due. */
export const sendSoonerFix = (): Fix => ({
  title: 'As a stop-gap: export every 200 ms, which helps a process that lives longer than that',
  env: { OTEL_BSP_SCHEDULE_DELAY: SHORT_DELAY },
});

const text = (title: string, words: string): Fix => ({ title, text: words });

const LOAD_FIRST = text(
  'Start the SDK before anything else is loaded',
  code(
    'node --require ./tracing.cjs app.cjs   # tracing.cjs makes the SDK and starts it',
    '# ES modules: node --import ./tracing.mjs --experimental-loader=@opentelemetry/instrumentation/hook.mjs app.mjs',
  ),
);

/** The same line of code with the path that is missing, and no address in the code at all. */
const appendPath = ({ code: read, language }: ApplicationFact): readonly Fix[] => {
  const address = read?.endpoint?.address ?? '';
  const whole = `${address.endsWith('/') ? address.slice(0, -1) : address}/v1/traces`;
  const name = language === 'python' ? `endpoint="${whole}"` : `url: '${whole}'`;
  return [
    text(`Append /v1/traces in ${read?.endpoint?.file ?? 'the code'}`, name),
    remedyFix(NO_HARD_CODED_ENDPOINT, language),
  ];
};

/** Python's names of exporters in settings, and the packages that bring them. */
const EXPORTER_PACKAGES: Readonly<Record<string, string>> = {
  otlp: 'opentelemetry-exporter-otlp',
  otlp_proto_grpc: 'opentelemetry-exporter-otlp-proto-grpc',
  otlp_proto_http: 'opentelemetry-exporter-otlp-proto-http',
  zipkin: 'opentelemetry-exporter-zipkin',
  prometheus: 'opentelemetry-exporter-prometheus',
};

/** What a message of the log asks for: the package that it misses by name, otherwise where its ways out stand. */
const putRight = (said: LoggedMessage | undefined): Fix => {
  const missing = EXPORTER_PACKAGES[said?.captures['name'] ?? ''];
  if (said?.id === 'python-component-missing' && missing !== undefined)
    return text('Install the exporter', `pip install ${missing}`);
  const [about] = said?.codes ?? [];
  return text(
    'Put right what the log complains of',
    about === undefined || NOT_STARTED.includes(about)
      ? 'The line of the log above says what is wrong.'
      : `otel-doctor explain ${about} has the ways out.`,
  );
};

const MAKE_REQUESTS = text(
  'Let it do something that is traced',
  'Send the application a request while it runs, or let it run longer, and look whether the libraries that it uses are among those that OpenTelemetry instruments.',
);

const LOOK_AT_LIBRARIES = text(
  'Look whether its libraries are instrumented',
  'Each library needs an instrumentation, which has to be loaded before it: https://opentelemetry.io/ecosystem/registry/',
);

/** Runtimes of JavaScript that are started in another way than Node. */
const START_IN: Readonly<Record<Runtime, Fix>> = {
  deno: { title: 'Switch the exporter of Deno on', env: { OTEL_DENO: 'true' } },
  bun: text(
    'Load the SDK before the program',
    code(
      'npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node',
      'bun --preload @opentelemetry/auto-instrumentations-node/register app.ts',
      '# NODE_OPTIONS is not read by Bun. For every start: preload = ["..."] in bunfig.toml',
    ),
  ),
};

const samplingFix = (framework: ApplicationFact['framework']): readonly Fix[] =>
  (framework?.sampling ?? null) === null
    ? []
    : [text('Keep every trace while you look', `${framework?.sampling}=1`)];

/** In the setting that the framework reads. */
const frameworkFixes = (framework: ApplicationFact['framework']): readonly Fix[] => {
  if (framework === null) return [];
  const { property, example, variable, sampling } = framework;
  const all = sampling === null ? '' : ` ${propertyVariable(sampling)}=1`;
  return [
    text(
      'Give it the destination in its own setting',
      code(
        '# application.properties',
        `${property}=${example}`,
        ...(sampling === null ? [] : [`${sampling}=1`]),
        `# or as variables: ${variable}=${example}${all}`,
      ),
    ),
  ];
};

const FIXES: Readonly<
  Record<Silence, (application: ApplicationFact, said: LoggedMessage | undefined) => readonly Fix[]>
> = {
  switch: ({ program }) => [
    {
      title: `Give ${program?.title ?? 'the program'} the setting that it waits for`,
      env: { [program?.waits?.name ?? '']: program?.waits?.example ?? '' },
    },
  ],
  disabled: ({ disabled }) => [
    { title: 'Unset the variable', env: { [disabled?.name ?? 'OTEL_SDK_DISABLED']: null } },
  ],
  exporter: ({ exporter }) => [
    { title: 'Export traces over OTLP', env: { [exporter?.name ?? 'OTEL_TRACES_EXPORTER']: 'otlp' } },
  ],
  sampler: () => [
    { title: 'Record every trace', env: { OTEL_TRACES_SAMPLER: 'parentbased_always_on' } },
    text(
      'Keep a part of the traces',
      'Set OTEL_TRACES_SAMPLER to parentbased_traceidratio and OTEL_TRACES_SAMPLER_ARG to the part to keep, such as 0.1.',
    ),
  ],
  failed: (_, said) => [putRight(said)],
  'path-in-code': appendPath,
  elsewhere: ({ language }) => [remedyFix(NO_HARD_CODED_ENDPOINT, language)],
  file: ({ configFile }) => [
    text(
      'Let the file export traces',
      `Give ${configFile?.value ?? 'the configuration file'} a tracer_provider with a batch processor and an otlp_http or otlp_grpc exporter. With ${configFile?.name ?? 'OTEL_CONFIG_FILE'} set, the SDK does not read the other OTEL_ variables.`,
    ),
  ],
  framework: ({ framework }) => frameworkFixes(framework),
  'not-started': ({ code: read }) => [
    text(`Start the SDK in ${read?.nodeSdk?.file ?? 'the code'}`, 'sdk.start(); // sdk is the NodeSDK'),
  ],
  'no-exporter': ({ language }) => [remedyFix(ADD_EXPORTER, language)],
  'not-registered': ({ language }) => [remedyFix(REGISTER_PROVIDER, language)],
  'no-provider': ({ language }) => [remedyFix(MAKE_PROVIDER, language)],
  'loaded-late': () => [LOAD_FIRST],
  'perhaps-elsewhere': ({ language, framework }) => [
    framework === null
      ? remedyFix(NO_HARD_CODED_ENDPOINT, language)
      : (frameworkFixes(framework)[0] ?? MAKE_REQUESTS),
    MAKE_REQUESTS,
  ],
  interrupted: ({ language, exportDelayMs }) => [
    text('Let it run longer', `Wait ${exportDelayMs / 1_000} s after the last request before you end it.`),
    remedyFix(FLUSH_AT_EXIT, language),
    sendSoonerFix(),
  ],
  'not-instrumented': ({ language, runtime }) => [
    runtime === null ? remedyFix(START_INSTRUMENTED, language) : START_IN[runtime],
  ],
  crashed: () => [
    text(
      'Find out why it ended',
      'Read what the command wrote before it ended; it had no time to send anything.',
    ),
  ],
  'not-flushed': ({ language }) => [remedyFix(FLUSH_AT_EXIT, language), sendSoonerFix()],
  'sampled-part': () => [
    { title: 'Record every trace', env: { OTEL_TRACES_SAMPLER: 'parentbased_always_on' } },
    MAKE_REQUESTS,
  ],
  'no-spans': ({ stopped, language, askedAt, framework }) => [
    ...samplingFix(framework),
    askedAt === null ? MAKE_REQUESTS : LOOK_AT_LIBRARIES,
    ...(stopped ? [remedyFix(FLUSH_AT_EXIT, language)] : []),
  ],
  unknown: ({ language }) => [
    remedyFix(START_INSTRUMENTED, language),
    remedyFix(FLUSH_AT_EXIT, language),
    MAKE_REQUESTS,
  ],
};

/** Ways out of a silence, in the language of the application. */
export const silenceFixes = (
  silence: Silence,
  application: ApplicationFact,
  said?: LoggedMessage,
): readonly Fix[] => FIXES[silence](application, said);
