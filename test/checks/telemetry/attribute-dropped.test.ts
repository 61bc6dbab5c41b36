import attributeDropped from '../../../checks/telemetry/attribute-dropped.ts';
import type { DroppedGroup } from '../../../src/model/telemetry.ts';
import { sampleApplication, sampleService, sampleSpan } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const group = (change: Partial<DroppedGroup> = {}): DroppedGroup => ({
  what: 'attributes',
  on: 'span',
  name: 'import',
  scope: 'shop',
  items: 1,
  dropped: 12,
  kept: 128,
  sample: sampleSpan({ name: 'import' }),
  ...change,
});

const facts = (...dropped: readonly DroppedGroup[]) => ({ attributes: { names: [], omitted: 0, dropped } });

const inLanguage = (language: string) => ({ service: sampleService({ language }) });

checkTester(attributeDropped)
  .fires('on spans', facts(group()), {
    says: /12 attributes on 1 span: 128 are left[\s\S]*trace 5b8eff/,
    fix: { OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '256' },
    fixes: 3,
    severity: 'error',
  })
  .fires('with a limit that holds what was sent', facts(group({ items: 2, dropped: 2_000 })), {
    fix: { OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '2048' },
  })
  .fires('for a low limit that was set', facts(group({ kept: 4, dropped: 1 })), {
    fix: { OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '8' },
  })
  .fires('when a limit of 0 strips everything', facts(group({ kept: 0 })), {
    says: 'none of the attributes is left',
    fix: { OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: null, OTEL_ATTRIBUTE_COUNT_LIMIT: null },
  })
  .fires('for events and links', facts(group({ what: 'events' }), group({ what: 'links', dropped: 1 })), {
    says: 'and 1 more kinds lost something',
    fix: { OTEL_SPAN_EVENT_COUNT_LIMIT: '256', OTEL_SPAN_LINK_COUNT_LIMIT: '256' },
    fixes: 2,
  })
  .fires('on events', facts(group({ on: 'event' })), { fix: { OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT: '256' } })
  .fires(
    'on events in JavaScript, which has a name of its own',
    { ...facts(group({ on: 'event' })), ...inLanguage('nodejs') },
    { fix: { OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT: '256', OTEL_SPAN_ATTRIBUTE_PER_EVENT_COUNT_LIMIT: '256' } },
  )
  .fires(
    'on links in JavaScript',
    { ...facts(group({ on: 'link' })), ...inLanguage('nodejs') },
    {
      fix: { OTEL_LINK_ATTRIBUTE_COUNT_LIMIT: '256', OTEL_SPAN_ATTRIBUTE_PER_LINK_COUNT_LIMIT: '256' },
    },
  )
  .fires('on log records', facts(group({ on: 'log record', name: '', sample: null })), {
    says: 'log record: 1 log record lost 12 attributes',
    fix: { OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT: '256' },
  })
  .fires('on a resource, for which there is no variable', facts(group({ on: 'resource', name: '' })), {
    fix: 'set one array attribute',
  })
  .fires(
    'in a browser, which has no environment',
    { ...facts(group()), ...inLanguage('webjs') },
    {
      fix: 'one array attribute',
      fixes: 2,
    },
  )
  .fires(
    'with a configuration file, which replaces the variables',
    {
      ...facts(group()),
      application: sampleApplication({ configFile: { name: 'OTEL_CONFIG_FILE', value: 'otel.yaml' } }),
    },
    { says: 'otel.yaml', fix: 'one array attribute' },
  )
  .fires(
    'in the language of the command',
    { ...facts(group()), service: undefined, application: sampleApplication({ language: 'go' }) },
    { fix: { OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '256' } },
  )
  .silent('when names were seen and nothing was dropped', {
    attributes: { names: [], omitted: 3, dropped: [] },
  });
