import { documents, generatedSources, isStale, write } from './generated.ts';

/** Writes every generated file; with --check it only compares and fails when one is not current. */
const checking = process.argv.includes('--check');
const sources = generatedSources();
const staleSources = sources.filter(isStale);
if (!checking) staleSources.forEach(write);

const files = process.argv.includes('--index') ? [] : await documents();
const stale = [...staleSources, ...files.filter(isStale)];
if (checking) {
  for (const { path } of stale) process.stderr.write(`${path} is not current: run npm run generate\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  stale.forEach(write);
  process.stdout.write(`${stale.length} of ${sources.length + files.length} generated files written\n`);
}
