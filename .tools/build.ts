import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { bundledLicences } from './licences.ts';

/**
 * Bundles the package so that little is loaded at start: one file for what every run needs, the exporters each in a
 * file of their own, other parts split off. Every file costs Node about a millisecond, so shared code is rather
 * repeated in the exporters' files than cut into many. Two packages are replaced by small ones of ours because they
 * cost more at start than everything else together: string-width (yargs measures its help with it) and proto-loader
 * (grpc-js needs it for channelz only).
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(root, 'dist');

const EXPORTERS = ['traces-protobuf', 'http', 'grpc'];

/** Leaves the imports of the exporter modules in place: they are built as files beside the others. */
const exportersApart: Plugin = {
  name: 'exporters-apart',
  setup: (current) => {
    current.onResolve({ filter: /^\.\/exporters\/.*\.ts$/ }, ({ path }) => ({
      path: path.replace(/\.ts$/, '.js'),
      external: true,
    }));
  },
};

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  metafile: true,
  mainFields: ['module', 'main'],
  alias: {
    'string-width': './src/report/string-width.ts',
    '@grpc/proto-loader': './src/probes/send/no-proto-loader.ts',
  },
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

rmSync(outdir, { recursive: true, force: true });
const results = await Promise.all([
  build({
    ...shared,
    entryPoints: { cli: 'src/cli.ts', index: 'src/index.ts' },
    outdir,
    splitting: true,
    chunkNames: '[name]-[hash]',
    plugins: [exportersApart],
  }),
  ...EXPORTERS.map((name) =>
    build({
      ...shared,
      entryPoints: { [name]: `src/probes/send/exporters/${name}.ts` },
      outdir: join(outdir, 'exporters'),
    }),
  ),
]);
const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
writeFileSync(join(outdir, 'THIRD-PARTY-LICENCES.txt'), bundledLicences(root, inputs));

// Types of the public interface, for who imports the package.
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, '.tools/types.json')],
  {
    stdio: 'inherit',
  },
);
