import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundledLicences } from './licences.ts';

/**
 * Bundles the package, split so that network code loads when it is used. Two packages are replaced by small ones of
 * ours because they cost more at start than everything else together: string-width (yargs measures its help with it)
 * and proto-loader (grpc-js needs it for channelz only).
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(root, 'dist');

rmSync(outdir, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli.ts', index: 'src/index.ts' },
  outdir,
  bundle: true,
  splitting: true,
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
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
writeFileSync(join(outdir, 'meta.json'), JSON.stringify(result.metafile));
writeFileSync(
  join(outdir, 'THIRD-PARTY-LICENCES.txt'),
  bundledLicences(root, Object.keys(result.metafile.inputs)),
);
