import { diagnoseSettings } from '../jobs/diagnose/from-settings.ts';
import { usageError } from '../model/usage.ts';
import { FORMS } from '../report/forms.ts';
import { createLive } from '../report/screen/live.ts';
import { nearest } from '../text/nearest.ts';
import { type Command, defineCommand } from './shared/command.ts';
import { type Conclusion, conclude } from './shared/conclude.ts';
import type { Given, Rows } from './shared/flags.ts';
import { parseOutputs, tryOutputs } from './shared/outputs.ts';
import { parseDuration, parseSignals } from './shared/parse.ts';
import type { Session } from './shared/session.ts';
import {
  ENDPOINT,
  EXIT_STATUS,
  REPORT_FLAGS,
  SDK_WORDS,
  SETTING_FLAGS,
  SIGNAL_OFFERS,
} from './shared/tables.ts';

const FLAGS = {
  ...SETTING_FLAGS,
  sdk: {
    describe: `Read the settings as this SDK does: ${SDK_WORDS.join(', ')}`,
    words: SDK_WORDS,
  },
  signals: {
    describe: 'Send these: traces,metrics,logs or all',
    default: 'traces',
    offers: SIGNAL_OFFERS,
  },
  timeout: { describe: 'Time for the whole run, for example 5s or 500ms' },
  wait: { describe: 'Try again until healthy, at most this long, for example 60s' },
  follow: {
    type: 'boolean',
    describe: 'Follow the test item behind the receiver too, through the metrics of the Collector',
  },
  collector: {
    many: true,
    describe: 'Where the Collector has its own metrics, such as http://host:8888 (any number of times)',
  },
  'read-back': {
    describe:
      'Ask this backend for the test item: a URL such as http://localhost:16686, or grafana, signoz, newrelic, dash0, datadog',
    offers: ['grafana', 'signoz', 'newrelic', 'dash0', 'datadog'],
  },
  within: { describe: 'Time to look behind the receiver, 30s unless given' },
  offline: { type: 'boolean', describe: 'Settings and files only, no connection', default: false },
  controls: {
    type: 'boolean',
    describe: 'Ask once without the credentials too (--no-controls: do not)',
    default: true,
  },
  'fix-as': {
    describe: 'Write fixes for: shell, powershell, env-file, docker, compose, kubernetes, code',
    words: [...FORMS, 'code'],
  },
  save: {
    describe: 'Write what was seen and the report to this file (packed where it ends in .gz)',
    offers: 'file',
  },
  from: {
    describe: 'Judge again what --save has written; nothing is connected to',
    offers: 'file',
  },
  quiet: {
    type: 'boolean',
    describe: 'Write nothing, but where it is not healthy a few lines to standard error',
  },
  verbose: { type: 'boolean', describe: 'List every check too, in the format text' },
  ...REPORT_FLAGS,
} as const satisfies Rows;

type DiagnoseValues = Given<typeof FLAGS>;

/** Words that people try where they mean a flag. */
const MEANT: Readonly<Record<string, string>> = { help: '--help', version: '--version' };

/** A bare word without a dot, a colon or a slash is a command that was mistyped rather than the name of a host. */
const refuseMistypedCommand = (endpoint: string | undefined, commands: readonly Command[]): void => {
  if (endpoint === undefined || endpoint === 'localhost' || !/^[a-z][a-z-]*$/i.test(endpoint)) return;
  const names = commands.map(({ name }) => name).filter((name) => name !== '');
  const guess = MEANT[endpoint.toLowerCase()] ?? nearest(endpoint, names);
  const meant = guess === undefined ? 'otel-doctor --help lists them' : `did you mean ${guess}?`;
  throw usageError(`there is no command "${endpoint}"; ${meant} (an endpoint is written http://host:port)`);
};

/** A bare number has a unit that not everybody would guess. */
const tellUnit = (text: string | undefined, flag: string, session: Session): void => {
  const ms = parseDuration(text, flag);
  if (ms === null || !/^[\d.\s]+$/.test(text ?? '')) return;
  const unit = ms === Number(text) ? 'milliseconds' : 'seconds';
  session.note(`otel-doctor: --${flag} ${text} is taken as ${unit}; write the unit, such as 5s or 500ms\n`);
};

/** Between two drawings of what is awaited. */
const DRAW_MS = 250;

/** Shows what happens, on a terminal, until it is ended. */
const startLive = (session: Session) => {
  const live = createLive(session.note, session.columns);
  const started = performance.now();
  const timer = setInterval(() => live.draw(performance.now() - started), DRAW_MS);
  return {
    ...live,
    end: () => {
      clearInterval(timer);
      live.clear();
    },
  };
};

const SETTINGS = [
  ['endpoint', 'an endpoint'],
  ['header', '--header'],
  ['envFile', '--env-file'],
  ['pid', '--pid'],
  ['sdk', '--sdk'],
  ['wait', '--wait'],
  ['collector', '--collector'],
  ['readBack', '--read-back'],
  ['within', '--within'],
] as const;

/** `--from`: what was seen then, judged now. */
const fromBundle = async (
  path: string,
  given: DiagnoseValues,
  how: Conclusion,
  session: Session,
): Promise<void> => {
  const other = SETTINGS.find(([name]) => (given[name] ?? []).length > 0);
  if (other !== undefined)
    throw usageError(`--from judges what was seen then: it does not go together with ${other[1]}`);
  const { judgeBundle } = await import('../jobs/diagnose/bundle.ts');
  await conclude({ ...(await judgeBundle(path, given)), secretValues: [] }, how, session);
};

/** `otel-doctor [endpoint]`: the main job. */
export const diagnoseCommand = defineCommand(
  {
    name: '',
    describe: 'Find out why telemetry does not arrive, and prove the fix',
    positionals: { endpoint: { ...ENDPOINT.endpoint, offers: 'command' } },
    flags: FLAGS,
    epilogue: EXIT_STATUS,
    examples: [
      ['$0', 'diagnose the settings in the environment'],
      ['$0 http://localhost:4318 --signals all', 'another endpoint, all signals'],
    ],
  },
  async (given, session, commands) => {
    refuseMistypedCommand(given.endpoint, commands);
    const how: Conclusion = {
      ...{ format: given.format, failOn: given.failOn, form: given.fixAs ?? null, save: given.save },
      outputs: parseOutputs(given.output),
      verbose: given.verbose ?? false,
      quiet: given.quiet ?? false,
      colour: given.color ?? session.colour,
    };
    const request = {
      ...given,
      ...{ withinMs: parseDuration(given.within, 'within') },
      flags: given,
      waitMs: parseDuration(given.wait, 'wait'),
      timeoutMs: parseDuration(given.timeout, 'timeout'),
    };
    await tryOutputs(how.outputs, session, given.save);
    for (const flag of ['wait', 'timeout'] as const) tellUnit(given[flag], flag, session);
    if (given.from !== undefined) return fromBundle(given.from, given, how, session);
    const live = session.live && given.format === 'text' ? startLive(session) : null;
    const signals = parseSignals(given.signals);
    const done = await diagnoseSettings({ ...request, signals }, session, live ?? {}).finally(() =>
      live?.end(),
    );
    if ('status' in done) session.finish(done.status);
    else await conclude(done, how, session);
  },
);
