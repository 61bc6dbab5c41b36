import sdkDefaultResource from '../../../checks/telemetry/sdk-default-resource.ts';
import { sampleApplication, sampleService } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const attributes = (entries: Readonly<Record<string, string>>) =>
  Object.entries(entries).map(([key, value]) => ({ key, value }));

const facts = (
  given: Readonly<Record<string, string>>,
  arrived: Readonly<Record<string, string>>,
  language = 'python',
) => ({
  application: sampleApplication({ serviceName: null, resourceAttributes: attributes(given) }),
  service: sampleService({ language, resource: attributes(arrived) }),
});

const service = (resource: Readonly<Record<string, string>>) => ({
  service: sampleService({ resource: attributes(resource) }),
});

checkTester(sdkDefaultResource)
  .fires('when the name is overridden in code', service({ 'service.name': 'hard-coded' }), {
    says: 'shop given by OTEL_SERVICE_NAME, hard-coded arrived',
    severity: 'error',
    fix: 'OTELResourceDetector().detect()',
  })
  .fires('when the name did not arrive', service({ 'telemetry.sdk.language': 'python' }), {
    says: 'service.name from OTEL_SERVICE_NAME did not arrive',
    severity: 'error',
  })
  .fires(
    'for the name among the attributes',
    facts({ 'service.name': 'shop' }, { 'service.name': 'unknown_service' }, 'go'),
    { says: 'shop given by OTEL_RESOURCE_ATTRIBUTES', severity: 'error', fix: 'resource.WithFromEnv()' },
  )
  .fires('for another attribute', facts({ team: 'a', 'service.version': '2' }, { team: 'a' }, 'nodejs'), {
    says: 'service.version from OTEL_RESOURCE_ATTRIBUTES did not arrive',
    severity: 'warning',
    fix: 'envDetector',
  })
  .fires('for an attribute that a detector owns', facts({ 'host.name': 'a' }, { 'host.name': 'b' }, 'java'), {
    says: 'A resource detector sets it too',
    severity: 'warning',
    fix: 'ResourceConfiguration.createEnvironmentResource()',
  })
  .fires('for several', facts({ team: 'a', tier: 'b' }, { team: 'x', tier: '' }, 'dotnet'), {
    says: /team and 1 more[\s\S]*tier: b given by OTEL_RESOURCE_ATTRIBUTES, empty arrived/,
    fix: 'AddEnvironmentVariableDetector()',
  })
  .fires(
    'with the configuration file that replaces the variables',
    {
      ...service({ 'service.name': 'from-file' }),
      application: sampleApplication({ configFile: { name: 'OTEL_CONFIG_FILE', value: 'otel.yaml' } }),
    },
    { says: 'otel.yaml', fix: 'attributes:' },
  )
  .silent('when OTEL_SERVICE_NAME beats the attribute', {
    application: sampleApplication({ resourceAttributes: attributes({ 'service.name': 'other' }) }),
  })
  .silent(
    'for a value that is only cut',
    facts({ note: 'long '.repeat(60) }, { note: `${'long '.repeat(40)}…` }),
  )
  .fires('for a short value that only begins alike', facts({ team: 'a' }, { team: 'ab' }), {
    says: 'ab arrived',
  })
  .silent('for blanks around a value', facts({ team: ' a ' }, { team: 'a' }))
  .silent('for an empty value, which is as good as none', facts({ team: '' }, {}));
