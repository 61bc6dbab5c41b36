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
    'bare-equals-sign': ' has a value with a = in it',
    'value-too-long': ' has a value of more than 255 characters',
    'bad-percent-encoding': ' has a % that is no percent-encoding',
  },
  means: {
    'bare-equals-sign':
      'JavaScript then drops all attributes of the variable, the service name among them; other SDKs keep the value.',
    'value-too-long':
      'JavaScript then drops all attributes of the variable, the service name among them; other SDKs keep the value.',
  },
  ways: {
    'value-too-long': {
      title: 'Shorten the value',
      text: 'Shorten the value to 255 characters or take the attribute out, and name the service in OTEL_SERVICE_NAME.',
    },
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
