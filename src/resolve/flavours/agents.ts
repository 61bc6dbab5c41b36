import { SIGNALS } from '../../model/signal.ts';
import { js } from '../sdks/js.ts';
import { rust } from '../sdks/rust.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { ownVariable } from './property.ts';
import { NO_PROXY, PLAIN_EXPORTER, UNDECODED } from './shared.ts';

const CLAUDE = 'measured with Claude Code 2.1.328; https://code.claude.com/docs/en/monitoring-usage';

const SENT = ['metrics', 'logs'] as const;

/** Claude Code: metrics and events as logs. */
export const claudeCode: Sdk = {
  ...js,
  ...{ name: 'claude-code', version: '2.1.328', source: CLAUDE },
  flavour: {
    ...{ title: 'Claude Code', base: 'js', only: null, own: [], defaults: {} },
    needs: [
      {
        ...{ signals: SENT, variable: 'CLAUDE_CODE_ENABLE_TELEMETRY', values: ['1', 'true', 'yes', 'on'] },
        example: '1',
      },
      {
        ...{ signals: SENT, variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', values: null, orProtocol: true },
        example: 'http://collector:4318',
      },
    ],
    signals: SENT,
    place: 'variables',
    signs: [],
    programs: ['claude'],
    tells: null,
    flushes: 'every minute (metrics) or five seconds (events), and at its end, for five seconds at most',
  },
  deviations: [
    { of: 'CLAUDE_CODE_ENABLE_TELEMETRY', is: 'has to be 1 before anything is sent', source: CLAUDE },
    { of: 'EXPORTER', is: 'unset means none', source: CLAUDE },
    {
      of: 'ENDPOINT',
      is: 'without it or a protocol for all signals nothing is sent, whatever one signal has',
      source: CLAUDE,
    },
    { of: 'PROTOCOL', is: 'an unknown one sends nothing, without a word', source: CLAUDE },
    { of: 'HEADERS', is: 'are not decoded', source: CLAUDE },
    { of: 'SDK_DISABLED', is: 'is not read', source: CLAUDE },
  ],
  disabled: null,
  protocol: { trim: [], ignoreCase: false, otherwise: 'sends-nothing' },
  exporter: js.exporter && { ...js.exporter, whenUnset: 'none', whenEmpty: 'none' },
  headers: { ...js.headers, read: UNDECODED },
};

const GEMINI =
  'https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/telemetry.md, tried with 0.61.0';

/** Gemini CLI: gRPC, or JSON over HTTP. */
export const geminiCli: Sdk = {
  ...js,
  ...{ name: 'gemini-cli', version: '0.61.0', evidence: 'source', source: GEMINI },
  flavour: {
    ...{ title: 'Gemini CLI', base: 'js', only: [], defaults: {} },
    own: [
      ['OTEL_EXPORTER_OTLP_ENDPOINT', 'GEMINI_TELEMETRY_OTLP_ENDPOINT'] as const,
      ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const,
      ['OTEL_EXPORTER_OTLP_PROTOCOL', 'GEMINI_TELEMETRY_OTLP_PROTOCOL'] as const,
    ].map(([means, variable]) => ({
      ...ownVariable(means, variable),
      words: { http: 'http/json' },
    })),
    needs: [
      {
        ...{ signals: SIGNALS, variable: 'GEMINI_TELEMETRY_ENABLED' },
        ...{ values: ['true', '1'], example: 'true' },
      },
    ],
    signals: SIGNALS,
    place: 'variables',
    signs: [],
    programs: ['gemini'],
    tells: null,
    flushes: 'at its end',
  },
  deviations: [
    {
      of: 'PROTOCOL',
      is: 'grpc by default, by GEMINI_TELEMETRY_OTLP_PROTOCOL; http means JSON',
      source: GEMINI,
    },
    {
      of: 'ENDPOINT',
      is: 'GEMINI_TELEMETRY_OTLP_ENDPOINT beats OTEL_EXPORTER_OTLP_ENDPOINT',
      source: GEMINI,
    },
  ],
  unknown: ['headers', 'timeout', 'files'],
  defaultProtocol: 'grpc',
  protocols: ['grpc', 'http/json'],
  exporter: null,
  disabled: null,
  sampler: null,
};

const CODEX =
  'https://developers.openai.com/codex/config-advanced#observability-and-telemetry, tried with 0.169.0';

/** Codex CLI: everything stands below `[otel]` of its config.toml. */
export const codex: Sdk = {
  ...rust,
  ...{ name: 'codex', version: '0.169.0', evidence: 'source', source: CODEX },
  flavour: {
    ...{ title: 'Codex CLI', base: 'rust', only: [], own: [], defaults: {}, needs: [] },
    signals: [],
    place: 'variables',
    signs: [],
    programs: ['codex'],
    tells: null,
    flushes: 'at its end',
  },
  deviations: [
    {
      of: 'all',
      is: 'no variable is read: [otel] in ~/.codex/config.toml, the endpoint as it is',
      source: CODEX,
    },
  ],
  proxy: NO_PROXY,
  exporter: PLAIN_EXPORTER,
};
