import type { LanguageWords } from './language.ts';

/** JavaScript on a server: Node, Bun, Deno. */
export const js: LanguageWords = {
  sdk: 'js',
  told: 'nodejs',
  programs: ['nodejs', 'npm', 'npx', 'pnpm', 'pnpx', 'bunx', 'deno', 'ts-node', 'nodemon', 'pm2'],
  commands: ['node', 'bun', 'yarn', 'tsx', 'next', 'nest', 'nuxt'],
  extensions: ['js', 'cjs', 'mjs', 'ts', 'cts', 'mts', 'jsx', 'tsx'],
  images: ['node', 'nodejs', 'npm', 'yarn', 'pnpm', 'bun', 'deno', 'pm2'],
  library: /\/libnode\.so/,
  operator: 'nodejs',
  marks:
    /OTLPTraceExporter|OTLPMetricExporter|@opentelemetry\/|OTLPExporterError|exporter-trace-otlp|\bnode\.?js\b|\bNodeSDK\b|\bnext\.?js\b|registerOTel|require\(|ECONNREFUSED|\b14 UNAVAILABLE|\.[cm]?[jt]s\b(?!on)|\btypescript\b|UNABLE_TO_VERIFY_LEAF_SIGNATURE|DEPTH_ZERO_SELF_SIGNED|ERR_TLS_\w+|HPE_INVALID/i,
  project: {
    manifest: /^package\.json$/,
    // The API and exporters alone are no SDK; tools have them too.
    telemetry: /"@opentelemetry\/(?:sdk-|auto-instrumentations-|instrumentation|winston|distro)[\w-]*"\s*:/,
    // What only tests and tools need says nothing of the program.
    aside: /"devDependencies"\s*:\s*\{[^{}]*\}/,
    // Many projects of other languages have a package.json for their build tools.
    app: /"start"\s*:\s*"|"(?:express|fastify|koa|next|nuxt|hono|@nestjs\/core|@hapi\/hapi)"\s*:/,
    packages: [
      '@opentelemetry/sdk-node',
      '@opentelemetry/exporter-trace-otlp-http',
      '@opentelemetry/exporter-trace-otlp-proto',
      '@opentelemetry/exporter-trace-otlp-grpc',
      '@opentelemetry/auto-instrumentations-node',
      '@opentelemetry/api',
    ],
    locks: ['node_modules/*/package.json', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'],
    versions: [
      '"name":\\s{0,20}"P",[^{}]{0,400}?"version":\\s{0,20}"([^"]{1,100})"',
      '"node_modules/P":\\s{0,20}\\{\\s{0,20}"version":\\s{0,20}"([^"]{1,100})"',
      '^[ \\t]{1,40}[\'"/]{0,3}P@(\\d[^\'"():]{0,100})[\'"]?[:(]',
      '^"?P@[^\\n]{0,400}:\\n\\s{1,20}version:?\\s{1,20}"?([^"\\n]{1,100})',
      '"P"\\s{0,20}:\\s{0,20}"=?(\\d+\\.\\d+\\.\\d+)"',
    ],
  },
};
