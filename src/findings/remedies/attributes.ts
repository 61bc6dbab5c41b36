import { RENAMED, RENAMED_PREFIXES, STABLE_NAMES } from '../../knowledge/semantic-conventions.ts';
import type { Fix } from '../../model/finding.ts';
import type { AttributeName, DroppedGroup } from '../../model/telemetry.ts';
import { type FixLanguage, fixLanguage, type Remedy } from './remedy.ts';

/** What became of an attribute name that is no longer used. */
export interface Renaming {
  /** New names, of which one or all apply; empty when there is none. */
  readonly names: readonly string[];
  /** The new names are stable; others may change again. */
  readonly stable: boolean;
}

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

/** What became of a name; null for one that is in use or not of the conventions. */
export const renamingOf = (name: string): Renaming | null => {
  const exact = Object.hasOwn(RENAMED, name) ? words(RENAMED[name] ?? '') : null;
  if (exact !== null)
    return { names: exact, stable: exact.length > 0 && exact.every((to) => STABLE_NAMES.has(to)) };
  for (const [prefix, next] of Object.entries(RENAMED_PREFIXES)) {
    if (!name.startsWith(prefix)) continue;
    return { names: words(next).map((begin) => `${begin}.${name.slice(prefix.length)}`), stable: false };
  }
  return null;
};

/** An attribute under a name that is no longer used. */
export interface OldAttribute extends AttributeName {
  readonly to: Renaming;
  /** The same scope sends the new name too: a change that is under way. */
  readonly changing: boolean;
}

/** The attributes with old names. */
export const oldAttributes = (names: readonly AttributeName[]): readonly OldAttribute[] =>
  names.flatMap((name) => {
    const to = renamingOf(name.name);
    if (to === null) return [];
    const changing = names.some((other) => other.scope === name.scope && to.names.includes(other.name));
    // SDKs and distributions write these themselves.
    const library = name.library || (name.on === 'resource' && name.name.startsWith('telemetry.'));
    return [{ ...name, library, to, changing }];
  });

/**
 * Values of `OTEL_SEMCONV_STABILITY_OPT_IN` by the beginning of old names, where instrumentation libraries of a language
 * still wait for it. Java's agent sends the new HTTP names since 2.0, .NET since 1.6, Go's otelhttp without a choice.
 * https://opentelemetry.io/docs/specs/semconv/non-normative/http-migration/ and .../db-migration/
 */
const OPT_INS: Readonly<Record<FixLanguage, readonly string[]>> = {
  python: ['http', 'database'],
  nodejs: ['http', 'database'],
  java: ['database'],
  dotnet: ['database'],
  go: [],
  other: [],
};

const groupOf = (name: string): string | null => {
  if (/^(http|net)\./.test(name)) return 'http';
  return name.startsWith('db.') ? 'database' : null;
};

/** Switches instrumentation libraries to the new names, where a variable does that. */
export const optIn = (names: readonly string[], language: string | null): Fix => {
  const groups = OPT_INS[fixLanguage(language)].filter((group) =>
    names.some((name) => groupOf(name) === group),
  );
  if (groups.length === 0 || language === 'webjs')
    return {
      title: 'Update the instrumentation libraries',
      text: 'Newer releases send the new names. Dashboards and alerts that use the old ones have to follow.',
    };
  return {
    title: 'Switch the instrumentation libraries to the new names, then dashboards and alerts',
    env: { OTEL_SEMCONV_STABILITY_OPT_IN: groups.join(',') },
  };
};

/** Variables of the limits, by what is limited and on what; a set of variables where SDKs differ. */
const limitVariables = ({ what, on }: DroppedGroup, language: string | null): readonly string[] => {
  const isNode = fixLanguage(language) === 'nodejs';
  if (what === 'events') return ['OTEL_SPAN_EVENT_COUNT_LIMIT'];
  if (what === 'links') return ['OTEL_SPAN_LINK_COUNT_LIMIT'];
  if (on === 'span') return ['OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT'];
  if (on === 'log record') return ['OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT'];
  if (on === 'event')
    return [
      'OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT',
      ...(isNode ? ['OTEL_SPAN_ATTRIBUTE_PER_EVENT_COUNT_LIMIT'] : []),
    ];
  if (on === 'link')
    return [
      'OTEL_LINK_ATTRIBUTE_COUNT_LIMIT',
      ...(isNode ? ['OTEL_SPAN_ATTRIBUTE_PER_LINK_COUNT_LIMIT'] : []),
    ];
  return [];
};

/** Beside a higher limit. */
export const FEWER_ATTRIBUTES: Fix = {
  title: 'Send fewer',
  text: 'Where a loop sets an attribute for each item, set one array attribute, or write a log record for each item: a span with hundreds of attributes is costly to keep and hard to read.',
};

/** The next power of two that holds what was sent, so that the limit is not met again at once. */
const limitFor = ({ kept, dropped, items }: DroppedGroup): number =>
  2 ** Math.ceil(Math.log2(Math.max(kept + dropped / Math.max(items, 1), 1) + 1));

/** Variables with limits that hold what was sent; null where no variable limits it. */
export const raisedLimits = (groups: readonly DroppedGroup[], language: string | null): Fix | null => {
  const env: Record<string, string | null> = {};
  for (const group of groups) {
    for (const variable of limitVariables(group, language)) {
      const before = Number(env[variable] ?? 0);
      env[variable] = group.kept === 0 ? null : String(Math.max(before, limitFor(group)));
      if (group.kept === 0 && group.what === 'attributes') env['OTEL_ATTRIBUTE_COUNT_LIMIT'] = null;
    }
  }
  if (Object.keys(env).length === 0) return null;
  const strips = Object.values(env).every((value) => value === null);
  return { title: strips ? 'Take the limit away: 128 is the default' : 'Raise the limit', env };
};

const LIMITS = 'Raise the limit where it is set in code';

/** Limits of spans in code. */
export const LIMITS_IN_CODE: Remedy = {
  python: {
    title: LIMITS,
    text: 'provider = TracerProvider(span_limits=SpanLimits(max_span_attributes=256))',
  },
  nodejs: { title: LIMITS, text: 'new NodeSDK({ spanLimits: { attributeCountLimit: 256 } })' },
  java: {
    title: LIMITS,
    text: 'SdkTracerProvider.builder()\n  .setSpanLimits(SpanLimits.builder().setMaxNumberOfAttributes(256).build())',
  },
  go: {
    title: LIMITS,
    text: 'limits := sdktrace.NewSpanLimits()\nlimits.AttributeCountLimit = 256\nsdktrace.NewTracerProvider(sdktrace.WithRawSpanLimits(limits))',
  },
  dotnet: {
    title: 'Raise the limit in appsettings.json, which is read like variables',
    text: '"OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT": 256',
  },
  other: { title: LIMITS, text: 'Raise the span limits that the tracer provider is built with.' },
};

const TITLE = 'Set values of a type that can be sent';

/** Values that an attribute takes: https://opentelemetry.io/docs/specs/otel/common/#attribute */
export const VALUE_TYPES: Remedy = {
  python: {
    title: TITLE,
    text: [
      'span.set_attribute("order.id", str(order.id))        # UUID, Decimal, datetime',
      'span.set_attribute("order.total", float(order.total))',
      'span.set_attribute("order.items", [i.sku for i in order.items])',
      'span.set_attribute("order.json", json.dumps(order_as_dict))',
    ].join('\n'),
  },
  nodejs: {
    title: TITLE,
    text: [
      "span.setAttribute('order.id', String(order.id));",
      "span.setAttribute('order.items', order.items.map((item) => item.sku)); // all of one type",
      "span.setAttribute('order.json', JSON.stringify(order));",
    ].join('\n'),
  },
  java: {
    title: TITLE,
    text: [
      'span.setAttribute("order.id", order.getId().toString());',
      'span.setAttribute(AttributeKey.stringArrayKey("order.items"), skus); // List<String>',
    ].join('\n'),
  },
  go: {
    title: TITLE,
    text: [
      'span.SetAttributes(',
      '\tattribute.String("order.id", order.ID.String()),',
      '\tattribute.StringSlice("order.items", skus),',
      ')',
    ].join('\n'),
  },
  dotnet: {
    title: TITLE,
    text: [
      'activity?.SetTag("order.id", order.Id.ToString());',
      'activity?.SetTag("order.items", order.Items.Select(i => i.Sku).ToArray());',
    ].join('\n'),
  },
  other: {
    title: TITLE,
    text: 'Texts, numbers, booleans and arrays of one of these can be sent: take a field of the object, or turn it into text.',
  },
};
