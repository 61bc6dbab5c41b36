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
  const counts = { metrics: 0, logs: 0 };
  let resource = { serviceName: '' };
  let traceId = '';
  let inSpan = false;
  for (const line of text.split('\n')) {
    const [, key = '', value = ''] = /^\s*(?:-> )?(.*?)\s*:\s?(.*)$/.exec(line) ?? [];
    if (/^Resource(Spans|Metrics|Log) #/.test(line)) resource = { serviceName: '' };
    if (key === 'service.name') resource = { serviceName: /^Str\((.*)\)$/.exec(value)?.[1] ?? value };
    if (/^Metric #/.test(line)) counts.metrics++;
    if (/^LogRecord #/.test(line)) counts.logs++;
    if (/^(Span|Metric|LogRecord|ScopeSpans|ScopeMetrics|ScopeLogs|SpanEvent|SpanLink) #/.test(line)) {
      inSpan = line.startsWith('Span #');
    }
    if (inSpan && key === 'Trace ID') traceId = value;
    if (inSpan && key === 'Name') spans.push({ traceId, serviceName: resource.serviceName, spanName: value });
  }
  return { spans, ...counts };
}
