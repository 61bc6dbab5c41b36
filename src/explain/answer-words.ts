/** How exporters quote what the receiver answered, the most telling form first. */
const HTTP_WORDS: readonly RegExp[] = [
  // opentelemetry-js otlp-exporter-base http-transport-utils.ts: the body is the `data` of the error.
  /\bdata: '((?:[^'\\\n]|\\.){1,1000})'/,
  /\bdata: `([^`]{1,1000})`/,
  /\bdata: "((?:[^"\\\n]|\\.){1,1000})"/,
  /"data":"((?:[^"\\\n]|\\.){1,1000})"/,
  // opentelemetry-collector otlphttpexporter otlp.go
  /, Message=([^\n]{1,600}?), Details=/,
  // opentelemetry-go otlptracehttp client.go
  /\(body: ([^\n]{1,600}?)\)?$/m,
  /\bbody(?:=|: ?)"?([^\n]{1,600})/,
  // opentelemetry-python otlp-proto-http: the text of the answer, or its phrase
  /\breason: ([^\n]{1,600})/,
  // opentelemetry-java HttpExporter.java
  /HTTP status message: ([^\n]{1,600})/,
];

const GRPC_WORDS: readonly RegExp[] = [
  /^desc = \\*"?([^\n"]{1,600})/,
  /\bdetails: '((?:[^'\\\n]|\\.){1,600})'/,
  /\b(?:error )?details(?: =|:) "?([^\n"]{1,600})/i,
  /Error message: ([^\n]{1,600})/,
  /\b\d{1,2} [A-Z_]{2,20}: ([^\n]{1,600})/,
];

const first = (patterns: readonly RegExp[], text: string): string | undefined =>
  patterns.map((pattern) => pattern.exec(text)?.[1]).find((words) => words !== undefined);

/** The words of an answer in HTTP: what the exporter quotes of the body, or what stands behind the status. */
export const httpWords = (said: string): string => (first(HTTP_WORDS, said) ?? said.slice(0, 600)).trim();

/** The words of an answer in gRPC: its details. */
export const grpcWords = (said: string): string => {
  // Of several that wrap each other the last one is the answer's.
  const inner = said.lastIndexOf('desc = ');
  return (first(GRPC_WORDS, inner < 0 ? said : said.slice(inner)) ?? '').trim();
};

const GRPC_STATUSES: readonly string[] = [
  ...['ok', 'cancelled', 'unknown', 'invalidargument', 'deadlineexceeded', 'notfound', 'alreadyexists'],
  ...['permissiondenied', 'resourceexhausted', 'failedprecondition', 'aborted', 'outofrange'],
  ...['unimplemented', 'internal', 'unavailable', 'dataloss', 'unauthenticated'],
];

/** The status of gRPC that a message names; undefined when it names none. */
export const grpcStatusIn = (said: string): number | undefined => {
  const name = /StatusCode\.([A-Z_]{2,24})|code = ([A-Z]\w{2,24})|\b\d{1,2} ([A-Z_]{2,24}):/.exec(said);
  const word = (name?.[1] ?? name?.[2] ?? name?.[3] ?? '').replaceAll('_', '').toLowerCase();
  const status = GRPC_STATUSES.indexOf(word);
  return status > 0 ? status : undefined;
};
