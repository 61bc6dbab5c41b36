/** How one language shows itself in the files of a project. */
export interface ProjectLanguage {
  /** Name of the SDK by whose rules the settings are then read. */
  readonly sdk: string;
  /** Names of the files that speak for it. */
  readonly manifest: RegExp;
  /** Text of a manifest that names a package of OpenTelemetry. */
  readonly telemetry: RegExp;
  /** Part of a manifest that says nothing of the program itself. */
  readonly aside?: RegExp;
  /** A manifest that is too common to say anything must look like this. */
  readonly app?: RegExp;
  /** Packages whose version is told, the most telling first. */
  readonly packages: readonly string[];
  /** Files beside the manifests that tell versions; `*` stands for the package. */
  readonly locks: readonly string[];
  /** Where a version stands; `P` stands for the package, the first group is the version. */
  readonly versions: readonly string[];
}

const js: ProjectLanguage = {
  sdk: 'js',
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
    '"name":\\s*"P",[^{}]*?"version":\\s*"([^"]+)"',
    '"node_modules/P":\\s*\\{\\s*"version":\\s*"([^"]+)"',
    '^\\s+[\'"/]*P@(\\d[^\'"():]*)[\'"]?[:(]',
    '^"?P@[^\\n]*:\\n\\s+version:?\\s+"?([^"\\n]+)',
    '"P"\\s*:\\s*"=?(\\d+\\.\\d+\\.\\d+)"',
  ],
};

const python: ProjectLanguage = {
  sdk: 'python',
  manifest: /^(?:pyproject\.toml|requirements[\w.-]{0,40}\.txt|poetry\.lock|uv\.lock)$/,
  telemetry: /\bopentelemetry[-_.](?:api|sdk|distro|exporter|instrumentation)\b/i,
  packages: ['opentelemetry-sdk', 'opentelemetry-exporter-otlp', 'opentelemetry-api'],
  locks: ['uv.lock', 'poetry.lock'],
  versions: [
    '^name = "P"\\r?\\nversion = "([^"]+)"',
    '(?:^|["\'])\\s*P(?:\\[[\\w, -]*\\])?\\s*===?\\s*([^\\s;,"\'#]+)',
    '^P\\s*=\\s*"==?\\s*([^"]+)"',
  ],
};

const go: ProjectLanguage = {
  sdk: 'go',
  manifest: /^go\.mod$/,
  telemetry: /\bgo\.opentelemetry\.io\//,
  packages: ['go.opentelemetry.io/otel/sdk', 'go.opentelemetry.io/otel'],
  locks: [],
  versions: ['^\\s*(?:require\\s+)?P\\s+v(\\S+)'],
};

const java: ProjectLanguage = {
  sdk: 'java',
  manifest: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
  telemetry: /\bio\.opentelemetry\b|\bopentelemetry-javaagent\b/,
  packages: ['opentelemetry-bom', 'opentelemetry-sdk', 'opentelemetry-exporter-otlp', 'opentelemetry-api'],
  locks: [],
  versions: [
    '<artifactId>P</artifactId>\\s*<version>([^<$]+)</version>',
    'io\\.opentelemetry:P:([\\w.-]+)',
    '<(?:opentelemetry|otel)\\.version>([^<$]+)<',
  ],
};

const dotnet: ProjectLanguage = {
  sdk: 'dotnet',
  manifest: /^(?:[\w.() +-]{1,80}\.[cf]sproj|Directory\.Packages\.props)$/,
  telemetry: /"OpenTelemetry(?:\.[\w.]+)?"/,
  packages: [
    'OpenTelemetry.Exporter.OpenTelemetryProtocol',
    'OpenTelemetry',
    'OpenTelemetry.Extensions.Hosting',
  ],
  locks: ['Directory.Packages.props'],
  versions: ['(?:Include|Update)="P"\\s+Version="([^"$]+)"'],
};

const ruby: ProjectLanguage = {
  sdk: 'ruby',
  manifest: /^Gemfile(?:\.lock)?$/,
  telemetry: /\bopentelemetry-(?:sdk|api|exporter|instrumentation)\b/,
  packages: ['opentelemetry-exporter-otlp', 'opentelemetry-sdk', 'opentelemetry-api'],
  locks: ['Gemfile.lock'],
  versions: ['^ {4}P \\(([^)]+)\\)'],
};

const php: ProjectLanguage = {
  sdk: 'php',
  manifest: /^composer\.json$/,
  telemetry: /"open-telemetry\/[\w-]+"/,
  packages: ['open-telemetry/sdk', 'open-telemetry/exporter-otlp', 'open-telemetry/api'],
  locks: ['composer.lock'],
  versions: ['"name":\\s*"P",\\s*"version":\\s*"v?([^"]+)"', '"P"\\s*:\\s*"v?(\\d+\\.\\d+\\.\\d+)"'],
};

const rust: ProjectLanguage = {
  sdk: 'rust',
  manifest: /^Cargo\.toml$/,
  telemetry: /\bopentelemetry(?:[-_](?:sdk|otlp|http|proto))?\b/,
  packages: ['opentelemetry-otlp', 'opentelemetry_sdk', 'opentelemetry'],
  locks: ['Cargo.lock'],
  versions: ['^name = "P"\\r?\\nversion = "([^"]+)"'],
};

const cpp: ProjectLanguage = {
  sdk: 'cpp',
  manifest: /^(?:CMakeLists\.txt|conanfile\.(?:txt|py)|vcpkg\.json)$/,
  telemetry: /\bopentelemetry-cpp\b/,
  // C and C++ without it says nothing: many extensions of other languages are built so.
  app: /\bopentelemetry-cpp\b/,
  packages: ['opentelemetry-cpp'],
  locks: [],
  versions: ['P/(\\d[\\w.-]*)', 'find_package\\(\\s*P\\s+(\\d[\\w.]*)'],
};

const erlang: ProjectLanguage = {
  sdk: 'erlang',
  manifest: /^(?:rebar\.config|mix\.exs)$/,
  telemetry: /\bopentelemetry(?:_exporter|_api)?\b/,
  packages: ['opentelemetry_exporter', 'opentelemetry'],
  locks: ['mix.lock', 'rebar.lock'],
  versions: ['"P":\\s*\\{:hex,\\s*:P,\\s*"([^"]+)"', '<<"P">>,\\s*\\{pkg,\\s*<<"P">>,\\s*<<"([^"]+)">>'],
};

const swift: ProjectLanguage = {
  sdk: 'swift',
  manifest: /^Package\.swift$/,
  telemetry: /\bopentelemetry-swift\b/,
  packages: ['opentelemetry-swift'],
  locks: ['Package.resolved'],
  versions: [
    '"identity"\\s*:\\s*"P"[^}]*\\}?[^}]*?"version"\\s*:\\s*"([^"]+)"',
    'P(?:\\.git)?"\\s*,\\s*exact:\\s*"([^"]+)"',
  ],
};

/** Every language that a project can be recognised as. */
export const PROJECT_LANGUAGES: readonly ProjectLanguage[] = [
  js,
  python,
  go,
  java,
  dotnet,
  ruby,
  php,
  rust,
  cpp,
  erlang,
  swift,
];
