import endpointNotRead from '../../../checks/telemetry/endpoint-not-read.ts';
import type { FrameworkFact } from '../../../src/model/application.ts';
import { sampleApplication, sampleFramework } from '../../../src/samples/telemetry.ts';
import { checkTester, type Patch } from '../../kit/check-tester.ts';

const quarkus = (change: Partial<FrameworkFact> = {}): Patch => ({
  application: sampleApplication({
    framework: sampleFramework({
      name: 'Quarkus',
      property: 'quarkus.otel.exporter.otlp.endpoint',
      variable: 'QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT',
      fallback: 'http://localhost:4317',
      ignored: ['OTEL_EXPORTER_OTLP_ENDPOINT'],
      ...change,
    }),
  }),
});

checkTester(endpointNotRead)
  .fires('when a variable is set that the framework does not read', quarkus(), {
    says: /Quarkus does not read OTEL_EXPORTER_OTLP_ENDPOINT[\s\S]*alone it sends to http:\/\/localhost:4317/,
    fix: 'QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT=',
    severity: 'warning',
  })
  .silent('when its own setting names the address', quarkus({ endpoint: 'http://collector:4317' }))
  .silent('when nothing else is set', quarkus({ ignored: [] }))
  .silent('when it sends nowhere by itself, which the missing spans tell', quarkus({ fallback: null }))
  .silent('without a framework', { application: sampleApplication({ framework: null }) });
