import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/resource-overridden',
  title: 'The service is named twice, differently',
  otherwise: 'info',
  why: `\`OTEL_SERVICE_NAME\` and \`service.name\` in \`OTEL_RESOURCE_ATTRIBUTES\` give the service two names. \`OTEL_SERVICE_NAME\` wins, so who looks
for the other name finds nothing.

Name the service in one place.`,
  reasons: { 'service-name-twice': ' gives the service another name than OTEL_SERVICE_NAME, which wins' },
  fix: 'Name the service in one place',
  advice: 'Take service.name out of OTEL_RESOURCE_ATTRIBUTES, or unset OTEL_SERVICE_NAME.',
  inGeneral: {
    title: 'Name the service in one place',
    text: 'Set OTEL_SERVICE_NAME and take the name out of the code, or merge the resource of the environment over the one in code.',
  },
  example: {
    variable: 'OTEL_RESOURCE_ATTRIBUTES',
    shown: null,
    effect: 'ignored',
    detail: 'service-name-twice',
    repaired: null,
  },
});
