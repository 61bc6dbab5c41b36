import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Plays the demonstration through with the built parts and keeps V8's compiled form of each beside it. Runs in a process
 * of its own, with plain Node, as the package will.
 */
const outdir = process.argv[2] ?? 'dist';
const { compiled, part, sealed } = await import(pathToFileURL(join(outdir, 'part.js')).href);

const silent = {
  environment: {},
  write: () => {},
  note: (text) => process.stderr.write(text),
  columns: 80,
  colour: true,
  live: false,
  finish: () => {},
};

const { main } = part('main');
const RUNS = [
  ...[['demo'], ['checks'], ['--help'], ['explain', 'endpoint/path-doubled']],
  ['http://127.0.0.1:9', '--format', 'json'],
];
for (const argv of RUNS) await main(argv, silent);
part('vendors');
part('exporters-http');
for (const [file, script] of compiled)
  writeFileSync(`${file}.cache`, sealed(readFileSync(file), script.createCachedData()));
process.exit(0);
