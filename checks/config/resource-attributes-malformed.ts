import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/resource-attributes-malformed',
  title: 'The resource attributes are malformed',
  otherwise: 'warning',
  why: `\`OTEL_RESOURCE_ATTRIBUTES\` is a list \`key=value,key=value\`. An entry without \`=\`, a trailing comma or a comma inside a value makes some SDKs drop the entry, and others the whole variable, service name included.

Remove empty entries, and write commas and equals signs inside values percent-encoded (\`%2C\`, \`%3D\`).`,
  reasons: {
    'no-equals-sign': ' has an entry without =',
    'no-name': ' has an entry without a name',
    'empty-entry': ' has an empty entry, such as a trailing comma',
    'bad-percent-encoding': ' has a % that is no percent-encoding',
  },
  fix: 'Write the list as key=value',
  advice: 'Remove empty entries and write commas inside values as %2C.',
  inGeneral: {
    title: 'Write name=value,name=value',
    text: 'Leave out empty entries and commas at the end; encode commas and = within values (%2C, %3D).',
  },
  example: {
    variable: 'OTEL_RESOURCE_ATTRIBUTES',
    shown: 'service.name=shop,',
    effect: 'ignored',
    detail: 'empty-entry',
    repaired: 'service.name=shop',
  },
});
