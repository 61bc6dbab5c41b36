import type { Language } from '../../model/process.ts';

/** How a language shows itself in the files of a project. */
export interface ProjectSigns {
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

/** Everything by which a language is recognised, wherever it is met. */
export interface LanguageWords {
  /** Name of its SDK. The Java agent is told apart by how a JVM is started. */
  readonly sdk: Exclude<Language, 'java-agent' | 'unknown'>;
  /** As `telemetry.sdk.language` has it: https://opentelemetry.io/docs/specs/semconv/resource/#telemetry-sdk */
  readonly told: string;
  /** Programs whose name alone tells, also in the middle of a sentence; without version. */
  readonly programs: readonly string[];
  /**
   * Programs whose name is a common word too: believed where a program stands, and where nothing surer speaks against
   * it (a program of Go may be called `spring`).
   */
  readonly commands: readonly string[];
  /** Endings of the files that such a program runs. */
  readonly extensions: readonly string[];
  /** Names of images, without registry and version. */
  readonly images: readonly string[];
  /** The runtime as a library: inside another program (uwsgi, Apache), or behind a small launcher. */
  readonly library?: RegExp;
  /** Name of a thread of the runtime, for programs that have it inside. */
  readonly thread?: RegExp;
  /** Key of an `Instrumentation` of the operator: https://github.com/open-telemetry/opentelemetry-operator */
  readonly operator?: string;
  /** What only this language or its SDK writes into logs, code and tickets, beside the names of its programs. */
  readonly marks: RegExp;
  readonly project: ProjectSigns;
}
