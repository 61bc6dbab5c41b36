/**
 * What stands in a line and says nothing about what happened: names of loggers, classes and files, advice within a message,
 * lines of source code in a stack trace.
 */
const UNSPOKEN: readonly RegExp[] = [
  // Java's exporter advises so in its message on UNIMPLEMENTED (opentelemetry-java GrpcExporterUtil.java).
  /If export is not desired .{0,200}?=none\.?/gi,
  /(?:disable|turn off|switch off)[^.\n]{0,80}? by setting \S{1,80}=\S{1,40}/gi,
  /Try enabling (?:retry_on_failure|sending_queue)[^.]{0,120}\./g,
  /\bcaller=\S{1,200}/g,
  /(?<![/\w])(?:[\w@.-]{1,80}\/){0,20}[\w@.-]{1,80}\.(?:go|py|java|kt|js|mjs|cjs|ts|rs|cc|cpp|rb|php|cs):\d{1,6}(?::\d{1,5})?/g,
  /\b(?:[a-z][\w$]{0,40}\.){2,12}[A-Z](?!\w{0,60}(?:Exception|Error)\b)[\w$]{0,60}(?: (?:doLog|log|export|lambda\$\w{1,40}))?(?=\s|$)/g,
  /"?(?:logger|caller|source|file|lineno|stacktrace)"?\s{0,2}[:=]\s{0,2}"[^"\n]{0,400}"/gi,
  /^\s{0,40}(?:at [\w$.<>/@-]{1,300}\(|File "[^"\n]{1,300}", line \d).{0,300}$/g,
  /^\s{0,40}(?:throw new|raise|const \w{1,40} = new [\w.]{0,60}(?:Error|Exception)\(|onError\(|emitErrorEvent\(|error: new Error\(|triggerUncaughtException\().{0,400}$/g,
];

/** A line in which what says nothing is blank, so that every other character stands where it was. */
export const spoken = (line: string): string =>
  UNSPOKEN.reduce((text, pattern) => text.replace(pattern, (found) => ' '.repeat(found.length)), line);
