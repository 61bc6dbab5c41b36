import { scopeRole } from '../../knowledge/instrumentation-scopes.ts';
import { type Withholding, withholdingOf } from '../../knowledge/withheld-context.ts';
import type { Fix } from '../../model/finding.ts';
import type { BrokenCall, CallEdge, SpanKind, SpanSample } from '../../model/telemetry.ts';
import { CLIENT_INSTRUMENTATION, SERVER_INSTRUMENTATION } from './call-instrumentation.ts';
import { EXTRACT_MESSAGE, EXTRACT_REQUEST, INJECT_MESSAGE, INJECT_REQUEST } from './carriers.ts';
import { type Remedy, remedyFix } from './remedy.ts';

const code = (...lines: readonly string[]): string => lines.join('\n');

/** SDKs whose global propagator does nothing until one is set in code. */
const PROPAGATOR_CODE: Readonly<Record<string, string>> = {
  go: 'otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}))',
  java: code(
    'OpenTelemetrySdk.builder()',
    '    .setTracerProvider(tracerProvider)',
    '    .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))',
    '    .buildAndRegisterGlobal(); // the agent and autoconfiguration do this by themselves',
  ),
  nodejs: code(
    "const { propagation } = require('@opentelemetry/api');",
    "const { W3CTraceContextPropagator } = require('@opentelemetry/core');",
    'propagation.setGlobalPropagator(new W3CTraceContextPropagator()); // NodeSDK and provider.register() do this by themselves',
  ),
};

/** Setting the propagator in code, for SDKs that have none until then; null for others. */
const propagatorFix = (language: string | null, service: string): Fix | null => {
  const text = PROPAGATOR_CODE[language ?? ''];
  return text === undefined ? null : { title: `Check that ${service} sets a propagator`, text };
};

/** Headers by which each propagator passes the context on: https://opentelemetry.io/docs/specs/otel/context/api-propagators/ */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  b3: ['b3'],
  b3multi: ['x-b3-traceid', 'x-b3-spanid', 'x-b3-sampled'],
  jaeger: ['uber-trace-id'],
  xray: ['x-amzn-trace-id'],
  ottrace: ['ot-tracer-traceid', 'ot-tracer-spanid', 'ot-tracer-sampled'],
};

/** Letting the headers through whatever stands between two services. */
const passHeadersFix = (propagators: readonly string[]): Fix => {
  const names = [
    'traceparent',
    'tracestate',
    'baggage',
    ...propagators.flatMap((name) => HEADERS[name] ?? []),
  ];
  return {
    title: 'Let the trace headers through what stands between the two',
    text: code(
      `A proxy, gateway, middleware or message broker has to pass these headers on unchanged: ${names.join(', ')}`,
      '# nginx passes them by default; look for proxy_pass_request_headers off, or for proxy_set_header that empties one:',
      'proxy_pass_request_headers on;',
      'proxy_set_header traceparent $http_traceparent;',
      'proxy_set_header tracestate  $http_tracestate;',
      '# Envoy: look for request_headers_to_remove that names one of them.',
      '# In the application itself: look for a middleware that copies only a list of allowed headers.',
    ),
  };
};

/** How one side takes part: an instrumentation library does it, the application's own code has to, or nobody does. */
type Part = 'library' | 'own-code' | 'nobody';

/** Who has to do what for a call to be continued, as the two spans tell it. */
export interface BrokenParts {
  readonly caller: Part;
  readonly callee: Part;
  /** Both are known to use different propagators. */
  readonly differ: boolean;
}

const SENDS: readonly SpanKind[] = ['client', 'producer'];
const TAKES: readonly SpanKind[] = ['server', 'consumer'];

const partOf = (sample: SpanSample, kinds: readonly SpanKind[]): Part => {
  // A call to a database lies within the same time now and then, and carries no context.
  if (!kinds.includes(sample.kind) || scopeRole(sample.scope) === 'database') return 'nobody';
  return sample.library ? 'library' : 'own-code';
};

/** Propagators that pass a trace on; readers of B3 take both of its forms. */
const ofTraces = (names: readonly string[]): readonly string[] =>
  names
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== 'none' && name !== 'baggage')
    .map((name) => (name === 'b3multi' ? 'b3' : name));

const differ = ({ propagators }: CallEdge): boolean => {
  if (propagators === null) return false;
  const read = ofTraces(propagators.callee);
  return !ofTraces(propagators.caller).some((name) => read.includes(name));
};

/** What is missing in a broken call of an edge. */
const brokenParts = (edge: CallEdge, { caller, callee }: BrokenCall): BrokenParts => ({
  caller: partOf(caller, SENDS),
  callee: partOf(callee, TAKES),
  differ: differ(edge),
});

const HOST = /^(?:[A-Z]{3,8} )?[a-z][a-z\d+.-]{0,20}:\/\/([\w.-]{1,253})/;

/** The rule by which the library of the caller keeps the context from this host. */
const withheld = ({ caller, called }: BrokenCall): (Withholding & { readonly host: string }) | null => {
  const host = HOST.exec(called ?? '')?.[1] ?? null;
  const rule = caller.library ? withholdingOf(caller.scope, host) : undefined;
  return rule === undefined ? null : { ...rule, host: host ?? 'api.example.com' };
};

const listed = (names: readonly string[]): string => names.join(',') || 'none';

const callerText = (service: string, part: Part, call: BrokenCall, carrier: string): string => {
  const { caller } = call;
  const rule = withheld(call);
  if (rule !== null)
    return `The ${caller.kind} span of ${service} comes from the library ${caller.scope}, which ${rule.rule}.`;
  if (part === 'library')
    return `The ${caller.kind} span of ${service} comes from the library ${caller.scope}, which adds the trace context to the ${carrier} by itself.`;
  if (part === 'own-code')
    return `The ${caller.kind} span of ${service} is made by its own code: unless that code calls inject, the ${carrier} carries no trace context.`;
  return `${service} has no ${carrier === 'message' ? 'producer' : 'client'} span for the call, only the ${caller.kind} span around it: what makes the call is not instrumented, so nothing adds the trace context (the header traceparent) to the ${carrier}.`;
};

const calleeText = (service: string, part: Part, { callee }: BrokenCall, carrier: string): string => {
  if (part === 'library')
    return `The ${callee.kind} span of ${service} comes from the library ${callee.scope}, which reads the trace context by itself.`;
  if (part === 'own-code')
    return `The ${callee.kind} span of ${service} is made by its own code: unless that code calls extract and uses the result as the parent, it starts a new trace.`;
  return `The first span of ${service} is of kind ${callee.kind}: what takes the ${carrier} is not instrumented, so nothing reads the trace context from it.`;
};

/** Why the trace breaks, told from who made the two spans. */
export const brokenText = (caller: string, edge: CallEdge, call: BrokenCall): string => {
  const parts = brokenParts(edge, call);
  const carrier = edge.by === 'message' ? 'message' : 'request';
  const sides = [
    callerText(caller, parts.caller, call, carrier),
    calleeText(edge.callee, parts.callee, call, carrier),
  ];
  if (parts.differ && edge.propagators)
    sides.push(
      `The two do not speak the same form: ${caller} passes the context on as ${listed(edge.propagators.caller)}, ${edge.callee} reads ${listed(edge.propagators.callee)}.`,
    );
  else if (withheld(call) === null && parts.caller === 'library' && parts.callee === 'library')
    sides.push(
      `So ${edge.propagators === null ? 'the two use different propagators, or ' : ''}something between them takes the headers away: a proxy, a gateway, a ${edge.by === 'message' ? 'broker' : 'middleware'}.`,
    );
  return sides.join(' ');
};

/** The remedy in the language of a service, with its name in the title. */
const remedyFor = (remedy: Remedy, language: string | null, service: string): Fix => {
  const fix = remedyFix(remedy, language);
  return { ...fix, title: `In ${service}: ${fix.title.charAt(0).toLowerCase()}${fix.title.slice(1)}` };
};

/** Settings with which two services speak the same form. */
export const samePropagators = (edge: CallEdge): Fix => {
  const { caller = [], callee = [] } = edge.propagators ?? {};
  const names = new Set(['tracecontext', 'baggage', ...caller, ...callee].map((name) => name.trim()));
  names.delete('none');
  names.delete('');
  return {
    title: 'Use the same propagators in both services',
    env: { OTEL_PROPAGATORS: [...names].join(',') },
  };
};

const between = (caller: string, language: string | null, edge: CallEdge): readonly Fix[] => {
  const inCode = [propagatorFix(language, caller), propagatorFix(edge.calleeLanguage, edge.callee)];
  return [
    ...(edge.propagators === null ? [samePropagators(edge)] : []),
    ...inCode.filter((fix) => fix !== null),
    passHeadersFix(edge.propagators?.caller ?? []),
  ];
};

/** Ways to join the two sides of a broken call, in the language of the side that has to change. */
export const joinFixes = (
  caller: string,
  language: string | null,
  edge: CallEdge,
  call: BrokenCall,
): readonly Fix[] => {
  const rule = withheld(call);
  if (rule !== null)
    return [
      {
        title: `In ${caller}: ${rule.title.charAt(0).toLowerCase()}${rule.title.slice(1)}`,
        text: rule.text.replace('HOST', rule.host),
      },
    ];
  const parts = brokenParts(edge, call);
  const message = edge.by === 'message';
  const sending = message
    ? [INJECT_MESSAGE]
    : parts.caller === 'own-code'
      ? [INJECT_REQUEST]
      : [CLIENT_INSTRUMENTATION, INJECT_REQUEST];
  const taking = message
    ? [EXTRACT_MESSAGE]
    : parts.callee === 'own-code'
      ? [EXTRACT_REQUEST]
      : [SERVER_INSTRUMENTATION, EXTRACT_REQUEST];
  const fixes = [
    ...(parts.differ ? [samePropagators(edge)] : []),
    ...(parts.caller === 'library' ? [] : sending.map((remedy) => remedyFor(remedy, language, caller))),
    ...(parts.callee === 'library'
      ? []
      : taking.map((remedy) => remedyFor(remedy, edge.calleeLanguage, edge.callee))),
  ];
  return fixes.length > 0 ? fixes : between(caller, language, edge);
};
