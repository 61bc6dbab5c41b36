import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { billOf, bundledPackages, licencesOf } from './licences.ts';

/**
 * Builds the package as few parts: one for what every run needs, the exporters and what is known of backends each in
 * one of their own, loaded when they are used. `src/part.ts` loads them with V8's compiled form beside them. Two packages
 * are replaced by small ones of ours because they cost more at start than everything else together: string-width (yargs
 * measures its help with it) and proto-loader (grpc-js needs it for channelz only).
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(root, 'dist');

/** Parts beside the main one, and the module that each is made of. */
const PARTS: Readonly<Record<string, string>> = {
  'exporter-traces-protobuf': 'src/probes/send/exporters/traces-protobuf.ts',
  'exporters-http': 'src/probes/send/exporters/http.ts',
  'exporters-grpc': 'src/probes/send/exporters/grpc.ts',
  vendors: 'src/knowledge/vendors/fact.ts',
  behind: 'src/probes/behind/index.ts',
  'bundle-schema': 'src/bundle/schema.ts',
  checks: 'checks/index.ts',
  listen: 'src/jobs/listen-live.ts',
  run: 'src/jobs/run/job.ts',
  scan: 'src/jobs/scan/chosen.ts',
  explain: 'src/jobs/explain.ts',
  collector: 'src/jobs/collector/collector.ts',
  page: 'src/report/page/page-of.ts',
};

/** What the main part gives to the command line and to those who import the package. */
const MAIN = `
export * from './src/index.ts';
export { main } from './src/commands/main.ts';
export { runInPlace } from './src/processes/enter.ts';
export { refuseUnwritable, writeFile } from './src/disk/write.ts';
export { takeEnvironment } from './src/settings/process.ts';
`;

const partOf = (file: string): string | undefined =>
  Object.keys(PARTS).find((name) => join(root, PARTS[name] ?? '') === file);

/** Leaves imports of other parts in place, by the name of the part. */
const partsApart: Plugin = {
  name: 'parts-apart',
  setup: (current) => {
    current.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir, kind }) => {
      const name = kind === 'dynamic-import' ? partOf(join(resolveDir, path)) : undefined;
      return name === undefined ? undefined : { path: `./${name}`, external: true };
    });
  },
};

/** The command line itself takes everything from the main part. */
const mainApart: Plugin = {
  name: 'main-apart',
  setup: (current) => {
    current.onResolve(
      {
        filter: /^\.\/(commands\/main|processes\/enter|disk\/write|settings\/process)\.ts$/,
      },
      () => ({
        path: './main.js',
        external: true,
      }),
    );
  },
};

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: true,
  metafile: true,
  mainFields: ['module', 'main'],
  alias: {
    'string-width': './src/report/screen/string-width.ts',
    '@grpc/proto-loader': './src/probes/send/no-proto-loader.ts',
  },
  logLevel: 'warning',
};

const cjs: BuildOptions = {
  ...shared,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': '__url' },
  banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
  plugins: [partsApart],
};

rmSync(outdir, { recursive: true, force: true });
const results = await Promise.all([
  build({
    ...shared,
    format: 'esm',
    entryPoints: { cli: 'src/cli.ts', part: 'src/part.ts' },
    outdir,
    plugins: [mainApart],
  }),
  build({
    ...cjs,
    stdin: { contents: MAIN, resolveDir: root, loader: 'ts' },
    outfile: join(outdir, 'main.cjs'),
  }),
  ...Object.entries(PARTS).map(([name, module]) =>
    build({ ...cjs, entryPoints: { [name]: module }, outdir }),
  ),
]);
const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
const packages = bundledPackages(root, inputs);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(outdir, 'THIRD-PARTY-LICENCES.txt'), licencesOf(packages));
writeFileSync(join(outdir, 'sbom.cdx.json'), billOf(packages, manifest));

const facade = (names: readonly string[]): string =>
  `import{part}from'./part.js';\nexport const{${names.join(',')}}=part('main');\n`;
const library = [
  ...['diagnose', 'InvalidOptionsError', 'defineCheck'],
  ...['environmentLayer', 'mergeLayers', 'findSdk', 'SDKS'],
];
writeFileSync(
  join(outdir, 'main.js'),
  facade(['main', 'runInPlace', 'writeFile', 'refuseUnwritable', 'takeEnvironment']),
);
writeFileSync(join(outdir, 'index.js'), facade(library));

// Compiled forms are taken after a run, when V8 has compiled what a run needs.
execFileSync(process.execPath, [join(root, '.tools/compile.mjs'), outdir], {
  stdio: ['ignore', 'ignore', 'inherit'],
});

// Types of the public interface, for who imports the package.
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, '.tools/types.json')],
  {
    stdio: 'inherit',
  },
);
