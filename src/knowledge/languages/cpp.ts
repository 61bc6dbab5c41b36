import type { LanguageWords } from './language.ts';

/** C++. */
export const cpp: LanguageWords = {
  sdk: 'cpp',
  told: 'cpp',
  programs: [],
  commands: [],
  extensions: [],
  images: [],
  marks: /NginxModuleOtel|otel_ngx|opentelemetry-cpp|OtlpHttpExporter|OTEL_CPP|\bC\+\+|validate_metadata/,
  project: {
    manifest: /^(?:CMakeLists\.txt|conanfile\.(?:txt|py)|vcpkg\.json)$/,
    telemetry: /\bopentelemetry-cpp\b/,
    // C and C++ without it says nothing: many extensions of other languages are built so.
    app: /\bopentelemetry-cpp\b/,
    packages: ['opentelemetry-cpp'],
    locks: [],
    versions: ['P/(\\d[\\w.-]{0,100})', 'find_package\\(\\s{0,20}P\\s{1,20}(\\d[\\w.]{0,100})'],
  },
};
