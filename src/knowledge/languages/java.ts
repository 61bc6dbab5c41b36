import type { LanguageWords } from './language.ts';

/** Java and what else runs on the JVM. */
export const java: LanguageWords = {
  sdk: 'java',
  told: 'java',
  programs: ['java', 'kotlin', 'scala', 'gradle', 'gradlew', 'maven', 'mvnw', 'quarkus'],
  commands: ['javaw', 'mvn', 'sbt', 'jbang', 'spring', 'jsvc', 'catalina.sh'],
  extensions: ['jar', 'war'],
  images: [
    'java',
    'openjdk',
    'jdk',
    'jre',
    'eclipse-temurin',
    'amazoncorretto',
    'sapmachine',
    'zulu',
    'zulu-openjdk',
    'liberica-openjdk',
    'liberica-openjre',
    'ibm-semeru-runtimes',
    'ibmjava',
    'jetty',
    'tomcat',
    'tomee',
    'wildfly',
    'open-liberty',
    'websphere-liberty',
    'payara',
    'maven',
    'gradle',
  ],
  library: /\/libjvm\.so/,
  operator: 'java',
  marks:
    /-Dotel\.|Otlp(?:Http|Grpc)(?:Span|Metric|LogRecord)Exporter|io\.opentelemetry|\bspring\b|okhttp|\bapplication\.(?:ya?ml|properties)\b|\bJVM\b/i,
  project: {
    manifest: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
    telemetry: /\bio\.opentelemetry\b|\bopentelemetry-javaagent\b/,
    packages: ['opentelemetry-bom', 'opentelemetry-sdk', 'opentelemetry-exporter-otlp', 'opentelemetry-api'],
    locks: [],
    versions: [
      '<artifactId>P</artifactId>\\s{0,60}<version>([^<$]{1,100})</version>',
      'io\\.opentelemetry:P:([\\w.-]{1,100})',
      '<(?:opentelemetry|otel)\\.version>([^<$]{1,100})<',
    ],
  },
};
