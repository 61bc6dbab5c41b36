/** A span that the Collector received. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly serviceName: string;
  readonly spanName: string;
}

/** What the Collector received so far. */
export interface Received {
  readonly spans: readonly ReceivedSpan[];
  readonly metrics: number;
  readonly logs: number;
}

/** Reads what the debug exporter writes with `verbosity: detailed`. */
export function readReceived(text: string): Received {
  const spans: ReceivedSpan[] = [];
  let serviceName = '';
  let traceId = '';
  let inSpan = false;
  const read = (key: string, value: string): void => {
    if (key === 'service.name') serviceName = /^Str\((.*)\)$/.exec(value)?.[1] ?? value;
    if (inSpan && key === 'Trace ID') traceId = value;
    if (inSpan && key === 'Name') spans.push({ traceId, serviceName, spanName: value });
  };
  for (const line of text.split('\n')) {
    if (/^Resource(Spans|Metrics|Log) #/.test(line)) serviceName = '';
    if (/^(Span|Metric|LogRecord|ScopeSpans|ScopeMetrics|ScopeLogs|SpanEvent|SpanLink) #/.test(line)) {
      inSpan = line.startsWith('Span #');
    }
    const [, key = '', value = ''] = /^\s*(?:-> )?(.*?)\s*:\s?(.*)$/.exec(line) ?? [];
    read(key, value);
  }
  const count = (heading: RegExp): number => text.match(heading)?.length ?? 0;
  return { spans, metrics: count(/^Metric #/gm), logs: count(/^LogRecord #/gm) };
}
