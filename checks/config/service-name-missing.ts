import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/service-name-missing',
  title: 'The service has no name',
  otherwise: 'info',
  why: `Neither \`OTEL_SERVICE_NAME\` nor \`service.name\` in \`OTEL_RESOURCE_ATTRIBUTES\` is set, so the telemetry arrives as \`unknown_service\`, unless the code names the service.

Set \`OTEL_SERVICE_NAME\`.`,
  reasons: {
    'unknown-service':
      ' is not set, nor service.name in OTEL_RESOURCE_ATTRIBUTES: the telemetry arrives as unknown_service unless the code names the service',
  },
  fix: 'Name the service',
  advice: 'Set OTEL_SERVICE_NAME to the name of this service.',
  example: {
    variable: 'OTEL_SERVICE_NAME',
    shown: null,
    effect: 'falls-back',
    detail: 'unknown-service',
    repaired: null,
  },
});
