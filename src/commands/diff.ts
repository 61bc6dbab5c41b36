import { renderDifference, renderDifferenceJson } from '../report/formats/difference.ts';
import { redact } from '../report/redact.ts';
import { defineCommand } from './shared/command.ts';
import { parseDuration, parseSignals } from './shared/parse.ts';
import { SDK_WORDS, SHORT_FORMAT, SIGNAL_OFFERS } from './shared/tables.ts';

/** `otel-doctor diff A B`: works here, fails there. */
export const diffCommand = defineCommand(
  {
    name: 'diff',
    describe: 'Compare two bundles or environments, and name the difference that matters',
    positionals: {
      a: {
        required: true,
        describe: 'A bundle (--save), an env file, or . for the present environment',
        offers: 'file',
      },
      b: { required: true, describe: 'The same', offers: 'file' },
    },
    flags: {
      sdk: { describe: 'Read settings as this SDK does (not those of bundles)', words: SDK_WORDS },
      signals: {
        describe: 'Compare these: traces,metrics,logs or all (not in bundles)',
        default: 'traces',
        offers: SIGNAL_OFFERS,
      },
      timeout: { describe: 'Time for the run in the present environment, for example 5s' },
      ...SHORT_FORMAT,
    },
    examples: [
      ['$0 diff works.json .', 'it works there and fails here'],
      ['$0 diff staging.env production.env', 'settings only, nothing is sent'],
    ],
    epilogue: 'Exit status: 0 nothing differs, 1 something does, 2 wrong usage.',
  },
  async ({ a, b, sdk, signals, timeout, format }, session) => {
    const { diff } = await import('../jobs/diff.ts');
    const options = { sdk, signals: parseSignals(signals), timeoutMs: parseDuration(timeout, 'timeout') };
    const { comparison: compared, secretValues } = await diff([a, b], options, session);
    const comparison = redact(compared, secretValues);
    const text =
      format === 'json' ? renderDifferenceJson(comparison) : renderDifference(comparison, session.columns);
    session.write(text);
    session.finish(comparison.differences.length === 0 ? 0 : 1);
  },
);
