import type { Fix } from '../../model/finding.ts';
import { type Remedy, remedyFix } from './remedy.ts';

const code = (...lines: readonly string[]): string => lines.join('\n');

const END = 'End the span on every way out';

/** Ending a span whatever happens. */
export const END_ALWAYS: Remedy = {
  python: {
    title: END,
    text: code(
      'with tracer.start_as_current_span("work"):  # ends it after a return and after an exception too',
      '    ...',
      '# A span from tracer.start_span() ends only by span.end(), so in a finally.',
      '# In a generator the end runs only when the generator is exhausted or closed.',
    ),
  },
  nodejs: {
    title: END,
    text: code(
      "await tracer.startActiveSpan('work', async (span) => {",
      '  try {',
      '    return await work();',
      '  } finally {',
      '    span.end(); // startActiveSpan does not end it by itself',
      '  }',
      '});',
    ),
  },
  java: {
    title: END,
    text: code(
      'Span span = tracer.spanBuilder("work").startSpan();',
      'try (Scope scope = span.makeCurrent()) {',
      '    work();',
      '} finally {',
      '    span.end(); // closing the scope does not end the span',
      '}',
    ),
  },
  go: {
    title: END,
    text: code('ctx, span := tracer.Start(ctx, "work")', 'defer span.End() // on the very next line'),
  },
  dotnet: {
    title: END,
    text: code(
      'using var activity = source.StartActivity("work"); // Dispose ends it',
      '// An activity that is kept in a field ends only by activity.Stop() or Dispose().',
    ),
  },
  other: {
    title: END,
    text: 'End the span where it was started, in a block that also runs after an exception or an early return.',
  },
};

const ONCE = 'End the span in one place only';

/** Ending a span a single time. */
export const END_ONCE: Remedy = {
  python: {
    title: ONCE,
    text: code(
      '# The with block ends the span: take span.end() out of it.',
      'with tracer.start_as_current_span("work") as span:',
      '    ...',
      '# Where the end has to be elsewhere: tracer.start_as_current_span("work", end_on_exit=False)',
    ),
  },
  nodejs: {
    title: ONCE,
    text: code(
      '// One end in a finally, and none in then, catch or in both of two callbacks:',
      "tracer.startActiveSpan('work', async (span) => {",
      '  try { await work(); } finally { span.end(); }',
      '});',
    ),
  },
  java: {
    title: ONCE,
    text: 'Keep the span.end() in the finally block and take the others out, such as those in a catch block or in a callback.',
  },
  go: {
    title: ONCE,
    text: 'Keep the defer span.End() right after tracer.Start and take other calls of span.End() out.',
  },
  dotnet: {
    title: ONCE,
    text: 'Keep the using declaration and take calls of activity.Stop() and activity.Dispose() out.',
  },
  other: { title: ONCE, text: 'Keep one end, in a block that always runs, and take the others out.' },
};

const OPEN = 'Keep the span open until its work is done';

/** Keeping a span open for the work inside. */
export const KEEP_OPEN: Remedy = {
  python: {
    title: OPEN,
    text: code(
      '# The work has to run inside the with block, and be awaited there:',
      'async def handle(order):',
      '    with tracer.start_as_current_span("handle order") as span:',
      '        result = await process(order)  # not asyncio.create_task(...) without an await',
      '        span.set_attribute("order.items", len(result))  # before the block is left',
      '        return result',
    ),
  },
  nodejs: {
    title: OPEN,
    text: code(
      "return tracer.startActiveSpan('handle order', async (span) => {",
      '  try {',
      '    return await work(order); // without await the span ends while the work goes on',
      '  } finally {',
      '    span.end();',
      '  }',
      '});',
    ),
  },
  java: {
    title: OPEN,
    text: code(
      '// The end belongs to the completion of the work, not to the return of the method:',
      'return work(order).whenComplete((result, error) -> span.end());',
    ),
  },
  go: {
    title: OPEN,
    text: code(
      'ctx, span := tracer.Start(ctx, "handle order")',
      'defer span.End()',
      'group, ctx := errgroup.WithContext(ctx)',
      'group.Go(func() error { return work(ctx) })',
      'return group.Wait() // before the deferred end runs',
    ),
  },
  dotnet: {
    title: OPEN,
    text: code(
      'using var activity = source.StartActivity("handle order");',
      'return await Work(order); // return Work(order) would leave the block before the work is done',
    ),
  },
  other: {
    title: OPEN,
    text: 'End the span only when the work inside it is done, and wait for that work first.',
  },
};

const FACTORY = 'Do not hand out a span that is closed on the way';

/** A span from a factory, a dependency or a resource. */
export const NOT_FROM_FACTORY: Remedy = {
  python: {
    title: FACTORY,
    text: code(
      '# A factory or resource that opens the span has closed it before the handler gets it:',
      'def make_span():',
      '    with tracer.start_as_current_span("handle order") as span:',
      '        return span  # ended here',
      '# Inject the tracer instead, and open the span around the work:',
      'async def handle(order, tracer: Tracer):',
      '    with tracer.start_as_current_span("handle order"):',
      '        await process(order)',
      '# FastAPI closes a dependency with yield before the response is sent from 0.106 to 0.117: a streamed response and',
      '# background tasks come after it. Since 0.118 it is closed after the response.',
    ),
  },
  nodejs: {
    title: FACTORY,
    text: 'Inject the tracer instead of a span, and call tracer.startActiveSpan around the work in the handler; a provider function that ends the span before it returns hands out an ended one.',
  },
  java: {
    title: FACTORY,
    text: 'Inject the Tracer instead of a Span, and start and end the span around the work in the handler; a @Bean or @Provides method that closes the span returns an ended one.',
  },
  go: {
    title: FACTORY,
    text: 'Return the span together with ctx and let the caller defer span.End(); a defer inside the constructor ends it before the caller gets it.',
  },
  dotnet: {
    title: FACTORY,
    text: 'Inject the ActivitySource instead of an Activity, and write using var activity = source.StartActivity(...) in the handler; a using in the factory ends it before it is handed out.',
  },
  other: {
    title: FACTORY,
    text: 'Inject the tracer instead of a span, and start and end the span around the work itself.',
  },
};

const LINK = 'Give background work a span of its own, with a link';

/** Work that goes on after its parent ended. */
export const LINK_BACKGROUND: Remedy = {
  python: {
    title: LINK,
    text: code(
      'from opentelemetry import trace',
      'from opentelemetry.context import Context',
      'link = trace.Link(trace.get_current_span().get_span_context())',
      'with tracer.start_as_current_span("background work", context=Context(), links=[link]):',
      '    ...',
    ),
  },
  nodejs: {
    title: LINK,
    text: code(
      'const links = [{ context: trace.getActiveSpan().spanContext() }];',
      "tracer.startActiveSpan('background work', { root: true, links }, async (span) => {",
      '  try { await work(); } finally { span.end(); }',
      '});',
    ),
  },
  java: {
    title: LINK,
    text: 'tracer.spanBuilder("background work").setNoParent().addLink(Span.current().getSpanContext()).startSpan();',
  },
  go: {
    title: LINK,
    text: code(
      'link := trace.LinkFromContext(ctx)',
      'ctx, span := tracer.Start(context.WithoutCancel(ctx), "background work", trace.WithNewRoot(), trace.WithLinks(link))',
    ),
  },
  dotnet: {
    title: LINK,
    text: code(
      'var links = new[] { new ActivityLink(Activity.Current!.Context) };',
      'Activity.Current = null;',
      'using var activity = source.StartActivity("background work", ActivityKind.Internal, default(ActivityContext), links: links);',
    ),
  },
  other: {
    title: LINK,
    text: 'Start a new trace for work that nobody waits for, with a link to the span that caused it.',
  },
};

/** Several remedies in the language of a service. */
export const remedyFixes = (language: string | null, ...remedies: readonly Remedy[]): readonly Fix[] =>
  remedies.map((remedy) => remedyFix(remedy, language));
