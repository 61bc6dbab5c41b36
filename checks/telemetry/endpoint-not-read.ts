import { defineCheck } from '../../src/model/check.ts';
import { sampleApplication, sampleFramework } from '../../src/samples/telemetry.ts';

const QUARKUS = sampleFramework({
  name: 'Quarkus',
  property: 'quarkus.otel.exporter.otlp.endpoint',
  variable: 'QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT',
  fallback: 'http://localhost:4317',
  example: 'http://collector:4317',
  sampling: null,
  ignored: ['OTEL_EXPORTER_OTLP_ENDPOINT'],
});

export default defineCheck({
  id: 'telemetry/endpoint-not-read',
  title: 'The framework does not read the variable that names the destination',
  severity: 'warning',
  rank: 1,
  why: `Some frameworks bring OpenTelemetry along and configure it by settings of their own: Quarkus by \`quarkus.otel.*\`. They do not
read \`OTEL_EXPORTER_OTLP_ENDPOINT\`, and send to their default while everybody believes the variable.

Give the address in the framework's own setting. The doctor sends the program to itself by that setting, so that what arrives
here says nothing about the variable.`,
  advice: {
    title: 'Use the setting of the framework',
    text: 'QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317, or quarkus.otel.exporter.otlp.endpoint in application.properties.',
  },
  needs: ['application'],
  explains: ['telemetry/forward-failed'],
  example: { application: sampleApplication({ language: 'java', framework: QUARKUS }) },
  run: ({ application: { name, framework } }) => {
    if (framework === null || framework.endpoint !== null || framework.fallback === null) return undefined;
    const [first, ...others] = framework.ignored;
    if (first === undefined) return undefined;
    return {
      summary: `${framework.name} does not read ${[first, ...others].join(' and ')}`,
      explanation: `${name} takes the address from ${framework.property}, which the command does not give: alone it sends to ${framework.fallback}, unless a file in its archive names another.`,
      evidence: [
        { label: 'framework', value: framework.name },
        { label: 'set, not read', value: framework.ignored.join(', ') },
        { label: 'sends to', value: framework.fallback },
      ],
      fixes: [
        {
          title: 'Use the setting of the framework',
          text: `export ${framework.variable}=${framework.example}\n# or in application.properties: ${framework.property}=${framework.example}`,
        },
      ],
    };
  },
});
