import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findPart, requirePart } from '../lab/find-part.ts';
import { run } from '../lab/process.ts';

const ALL = ['python', 'js', 'go', 'java', 'rust'] as const;

/** Name of one of them, as `--sdk` takes it. */
export type SdkName = (typeof ALL)[number];

/** The real SDKs that the tests here run: Rust only where `.ci/parts` found a cargo to build it with. */
export const SDKS: readonly SdkName[] = ALL.filter(
  (sdk) => sdk !== 'rust' || findPart('rust-sdk') !== undefined,
);

const askPython = "from importlib.metadata import version as v; print(v('opentelemetry-sdk'))";

/** The version of each SDK, from what is installed. */
const finders: Readonly<Record<SdkName, () => Promise<string> | string>> = {
  python: async () => (await run(requirePart('python'), ['-c', askPython])).stdout.trim(),
  js: () => {
    const file = new URL('../../node_modules/@opentelemetry/sdk-node/package.json', import.meta.url);
    return String((JSON.parse(readFileSync(file, 'utf8')) as { version: unknown }).version);
  },
  go: async () => {
    const { stdout } = await run(requirePart('go-sdk'), ['versions']);
    const version = (path: string) => new RegExp(`"${path}":"v([^"]+)"`).exec(stdout)?.[1] ?? '?';
    const exporter = version('go.opentelemetry.io/otel/exporters/otlp/otlptrace');
    return `${exporter} (autoexport ${version('go.opentelemetry.io/contrib/exporters/autoexport')})`;
  },
  java: () => {
    const jars = readdirSync(dirname(requirePart('java-sdk')));
    const found = jars.map((jar) => /^opentelemetry-exporter-otlp-(\d[^/]*)\.jar$/.exec(jar)?.[1]);
    return found.find((version) => version !== undefined) ?? '?';
  },
  // It is built from this very lock file.
  rust: () => {
    const lock = readFileSync(new URL('rust/Cargo.lock', import.meta.url), 'utf8');
    return /name = "opentelemetry-otlp"\nversion = "([^"]+)"/.exec(lock)?.[1] ?? '?';
  },
};

/** One line with the versions of the SDKs that are really run. */
export async function installedVersions(): Promise<string> {
  const parts = SDKS.map(async (sdk) => `${sdk} ${await finders[sdk]()}`);
  const missing = ALL.filter((sdk) => !SDKS.includes(sdk)).map((sdk) => `${sdk} left out: no part`);
  return [...(await Promise.all(parts)), ...missing].join(', ');
}

/** The version of an SDK that `.ci/parts` has installed. */
export async function versionOf(sdk: SdkName): Promise<string> {
  return finders[sdk]();
}
