import attributeNameDeprecated from '../../../checks/telemetry/attribute-name-deprecated.ts';
import type { AttributeName } from '../../../src/model/telemetry.ts';
import { sampleService, sampleSpan } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const FLASK = 'opentelemetry.instrumentation.flask';

const used = (name: string, change: Partial<AttributeName> = {}): AttributeName => ({
  name,
  on: 'span',
  count: 12,
  scope: 'shop',
  library: false,
  sample: sampleSpan(),
  ...change,
});

const byLibrary = (name: string): AttributeName => used(name, { scope: FLASK, library: true });

const facts = (...names: readonly AttributeName[]) => ({ attributes: { names, omitted: 0, dropped: [] } });

const inLanguage = (language: string) => ({ service: sampleService({ language }) });

checkTester(attributeNameDeprecated)
  .fires('in own code', facts(used('http.status_code')), {
    says: 'http.status_code -> http.response.status_code (12 times, shop)',
    severity: 'warning',
    fix: 'http.status_code -> http.response.status_code',
  })
  .fires('in a library, with the variable', facts(byLibrary('http.method'), byLibrary('db.statement')), {
    says: /2 attribute names[\s\S]*Instrumentation libraries set them/,
    severity: 'info',
    fix: { OTEL_SEMCONV_STABILITY_OPT_IN: 'http,database' },
    fixes: 1,
  })
  .fires(
    'in JavaScript',
    { ...facts(byLibrary('net.peer.name')), ...inLanguage('nodejs') },
    {
      fix: { OTEL_SEMCONV_STABILITY_OPT_IN: 'http' },
    },
  )
  .fires(
    'in Java, whose agent needs it for databases only',
    {
      ...facts(byLibrary('http.method'), byLibrary('db.system')),
      ...inLanguage('java'),
    },
    { fix: { OTEL_SEMCONV_STABILITY_OPT_IN: 'database' } },
  )
  .fires(
    'in Go, where only a newer library helps',
    { ...facts(byLibrary('http.method')), ...inLanguage('go') },
    {
      fix: 'Newer releases',
    },
  )
  .fires(
    'in a browser',
    { ...facts(byLibrary('http.method')), ...inLanguage('webjs') },
    { fix: 'Newer releases' },
  )
  .fires('in both, own code first', facts(byLibrary('http.url'), used('db.statement')), {
    says: 'db.statement -> db.query.text',
    severity: 'warning',
    fix: 'db.statement -> db.query.text',
    fixes: 2,
  })
  .fires(
    'without a service',
    { ...facts(byLibrary('http.flavor')), service: undefined },
    {
      says: 'http.flavor -> network.protocol.name, network.protocol.version',
      fix: 'Newer releases',
    },
  )
  .fires('milder when the new name is sent too', facts(used('http.url'), used('url.full')), {
    severity: 'info',
  })
  .fires('milder when the new name may change again', facts(used('messaging.system')), {
    says: 'messaging.system -> messaging.system.name',
    severity: 'info',
  })
  .fires('milder when there is no new name', facts(used('db.user')), {
    says: 'db.user -> (no new name)',
    severity: 'info',
  })
  .fires(
    'on a resource',
    facts(used('deployment.environment', { on: 'resource', scope: '', sample: null })),
    {
      says: 'resource: deployment.environment -> deployment.environment.name (12 times)',
      severity: 'warning',
    },
  )
  .fires('for names that begin with an old one', facts(used('k8s.pod.labels.app')), {
    says: 'k8s.pod.labels.app -> k8s.pod.label.app',
  })
  .fires(
    'for more than it lists',
    facts(
      ...['name', 'system', 'statement', 'operation', 'user', 'sql.table'].map((end) => used(`db.${end}`)),
      ...['method', 'url', 'target', 'scheme', 'host', 'flavor'].map((end) => used(`http.${end}`)),
    ),
    { says: 'more: 2' },
  )
  .silent('for names in use', facts(used('http.route'), used('http.request.method'), used('enduser.id')))
  .silent('for names of the application', facts(used('state'), used('shop.http.method'), used('toString')));
