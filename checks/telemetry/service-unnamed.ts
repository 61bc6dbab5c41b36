import { remedyFix } from '../../src/findings/remedies/remedy.ts';
import { nameInCode, suggestedServiceName } from '../../src/findings/remedies/resource.ts';
import { countOf } from '../../src/findings/telemetry-reading.ts';
import type { ApplicationFact } from '../../src/model/application.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { ServiceFact } from '../../src/model/telemetry.ts';
import { sampleApplication, sampleService } from '../../src/samples/telemetry.ts';

/** What SDKs call a service without a name: https://opentelemetry.io/docs/specs/semconv/resource/#service */
const DEFAULT_NAME = /^unknown_service(:|$)/;

const isUnnamed = ({ name }: ServiceFact): boolean => {
  const trimmed = name?.trim() ?? '';
  return trimmed === '' || DEFAULT_NAME.test(trimmed);
};

const isNamedByVariable = (application: ApplicationFact | undefined): boolean =>
  application !== undefined &&
  (application.serviceName !== null ||
    application.resourceAttributes.some(({ key }) => key === 'service.name'));

const shown = ({ name }: ServiceFact): string => {
  if (name === null) return '(not there)';
  return name.trim() === '' ? '(empty)' : name;
};

const amounts = ({ spans, metricPoints, logRecords }: ServiceFact): string =>
  [countOf(spans, 'span'), countOf(metricPoints, 'metric point'), countOf(logRecords, 'log record')].join(
    ', ',
  );

export default defineCheck({
  id: 'telemetry/service-unnamed',
  title: 'The service has no name in its telemetry',
  severity: 'warning',
  why: `Telemetry arrives without \`service.name\`, or with \`unknown_service\`, which SDKs fill in when nobody named the service. Every unnamed
service of a company ends up under this one name, where it cannot be told from the others.

Set \`OTEL_SERVICE_NAME\`, or name the service in code.`,
  needs: ['service'],
  uses: ['application'],
  example: {
    service: sampleService({ name: 'unknown_service', label: 'unknown_service' }),
    application: sampleApplication({ serviceName: null }),
  },
  run: ({ service, application }) => {
    // A name that was given and did not arrive is another fault.
    if (!isUnnamed(service) || isNamedByVariable(application)) return undefined;
    const name = suggestedServiceName(service.resource);
    const inCode = remedyFix(nameInCode(name), service.language);
    // A browser has no environment.
    const byVariable = { title: 'Name the service', env: { OTEL_SERVICE_NAME: name } };
    return {
      summary: 'Telemetry arrives from a service without a name',
      explanation: `The resource of this telemetry says service.name: ${shown(service)}. Nobody named the service: neither OTEL_SERVICE_NAME, nor service.name in OTEL_RESOURCE_ATTRIBUTES, nor the code.`,
      evidence: [
        { label: 'service.name', value: shown(service) },
        { label: 'arrived', value: amounts(service) },
        ...service.resource
          .filter(({ key }) =>
            /^(telemetry\.sdk\.language|process\.(command|executable)|host\.name)/.test(key),
          )
          .slice(0, 4)
          .map(({ key, value }) => ({ label: key, value: value === '' ? '(empty)' : value })),
      ],
      fixes: service.language === 'webjs' ? [inCode] : [byVariable, inCode],
    };
  },
});
