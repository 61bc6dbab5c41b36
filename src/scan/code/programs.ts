import type { ProgramUse } from '../../resolve/certain-files.ts';

/** What programs do with settings by themselves, asked by the directory that they lie in or below. */
export interface Programs {
  usedIn(directory: string | null): ProgramUse | null;
}

/** Files of programs in any language that SDKs are made for, and recipes, which bring in agents. */
export const CODE =
  /\.(?:py|[cm]?[jt]sx?|vue|svelte|java|kts?|scala|groovy|go|cs|fs|vb|rb|php|rs|exs?|erl|cc|cpp|hpp|c|h|swift|dart|ps1)$|(?:^|\/|\.)Dockerfile[^/]{0,100}$/;

const RECIPE = /Dockerfile[^/]{0,100}$/;

/** Programs of one directory that are looked at. */
const MOST_FILES = 400;

const COMMENT = /^[ \t]*(?:#|\/\/|\*|\/\*)[^\n]*$/gm;
const VARIABLE = /\b(?:OTEL|OTLP|OPENTELEMETRY)_[A-Z][A-Z0-9_]{2,80}\b/g;

/** The agent for Java sends over gRPC up to 1.x, and over HTTP since 2.0: its CHANGELOG of 2.0.0. */
const GRPC =
  /opentelemetry-java-instrumentation\/releases\/download\/v1\.|opentelemetry-javaagent[-:/]1\.\d|otlp-grpc|otlp(?:trace|metric|log)grpc|otlp\.proto\.grpc|OtlpGrpc\w{1,20}Exporter|OtlpExportProtocol\.Grpc|with_tonic|exporter-otlp-grpc/;
const HTTP =
  /otlp-(?:http|proto)\b|otlp(?:trace|metric|log)http|otlp\.proto\.http|OtlpHttp\w{1,20}Exporter|OtlpExportProtocol\.HttpProtobuf|with_http\(/;

/** Go takes `host:port` in `WithEndpoint`, Python and JavaScript for gRPC. */
const PLAIN_HOSTS = /\.go$/;
const PLAIN_FOR_GRPC = /\.(?:py|[cm]?[jt]sx?)$/;

const below = (directory: string, path: string): boolean =>
  directory === '.' || path.startsWith(`${directory}/`);

const useOf = (paths: readonly string[], readText: (path: string) => string | null): ProgramUse | null => {
  const reads = new Set<string>();
  let [grpc, http, plainHosts, any] = [false, false, false, false];
  for (const path of paths) {
    const text = readText(path);
    if (text === null || !/OTEL_|OTLP_|OPENTELEMETRY_|otlp|Otlp|opentelemetry-java/.test(text)) continue;
    any = true;
    const code = text.replace(COMMENT, '');
    // What a recipe names, it sets.
    if (!RECIPE.test(path)) for (const [name] of code.matchAll(VARIABLE)) reads.add(name);
    const speaksGrpc = GRPC.test(code);
    grpc ||= speaksGrpc;
    http ||= HTTP.test(code);
    plainHosts ||= PLAIN_HOSTS.test(path) || (speaksGrpc && PLAIN_FOR_GRPC.test(path));
  }
  return any ? { reads, grpc, http, plainHosts } : null;
};

/** Looks into programs when they are asked about, once for each directory. */
export const programsAmong = (
  paths: readonly string[],
  readText: (path: string) => string | null,
): Programs => {
  const known = new Map<string, ProgramUse | null>();
  return {
    usedIn: (directory) => {
      if (directory === null) return null;
      const found =
        known.get(directory) ??
        useOf(paths.filter((path) => below(directory, path)).slice(0, MOST_FILES), readText);
      known.set(directory, found);
      return found;
    },
  };
};
