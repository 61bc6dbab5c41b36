import serviceUnnamed from '../../../checks/telemetry/service-unnamed.ts';
import { sampleApplication, sampleService } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const unnamed = (resource: Readonly<Record<string, string>>, change = {}) => ({
  application: undefined,
  service: sampleService({
    name: 'unknown_service:python3',
    resource: Object.entries(resource).map(([key, value]) => ({ key, value })),
    ...change,
  }),
});

const named = (name: string) => ({ OTEL_SERVICE_NAME: name });

checkTester(serviceUnnamed)
  .fires('for the default name', unnamed({}), {
    says: 'unknown_service:python3',
    fix: named('my-service'),
    fixes: 2,
    severity: 'warning',
  })
  .fires('without the attribute', unnamed({}, { name: null }), { says: 'service.name: (not there)' })
  .fires('for a blank name', unnamed({}, { name: '  ' }), { says: 'service.name: (empty)' })
  .fires('with the name of the deployment', unnamed({ 'k8s.deployment.name': 'stock' }), {
    fix: named('stock'),
  })
  .fires(
    'with the name of the script',
    unnamed({
      'process.executable.name': 'python3',
      'process.command_line': 'python3 /srv/billing.py --port 1',
    }),
    { fix: named('billing') },
  )
  .fires(
    'with the name of the directory where the script has any name',
    unnamed({ 'process.command_args': '["node","/srv/stock/index.js"]' }, { language: 'nodejs' }),
    { fix: named('stock') },
  )
  .fires(
    'with the name of the package',
    unnamed({ 'process.command_line': 'java -jar /opt/orders-1.2.jar' }, { language: 'java' }),
    { fix: named('orders-1.2') },
  )
  .fires(
    'with the name of the executable',
    unnamed({ 'process.executable.name': 'checkout.exe' }, { language: 'go' }),
    {
      fix: named('checkout'),
    },
  )
  .fires('with a name that is safe to paste', unnamed({ 'container.name': 'my shop; rm' }), {
    fix: named('my-shop-rm'),
  })
  .fires('not by the interpreter', unnamed({ 'process.executable.name': 'python3.11' }), {
    fix: named('my-service'),
  })
  .fires('in a browser, which has no environment', unnamed({}, { language: 'webjs' }), {
    fix: "resourceFromAttributes({ 'service.name': 'my-service' })",
    fixes: 1,
  })
  .fires(
    'when only other variables were given',
    { ...unnamed({}), application: sampleApplication({ serviceName: null }) },
    { fix: named('my-service') },
  )
  .silent('when a name was given and did not arrive', { ...unnamed({}), application: sampleApplication() })
  .silent('when the attributes of the variable named it', {
    ...unnamed({}),
    application: sampleApplication({
      serviceName: null,
      resourceAttributes: [{ key: 'service.name', value: 'shop' }],
    }),
  })
  .silent('for a name that only begins alike', { service: sampleService({ name: 'unknown_services' }) });
