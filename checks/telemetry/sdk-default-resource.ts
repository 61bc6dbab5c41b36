import { remedyFix } from '../../src/findings/remedies/remedy.ts';
import { RESOURCE_IN_FILE, VARIABLES_WIN } from '../../src/findings/remedies/resource.ts';
import { type ResourceLoss, resourceLosses } from '../../src/findings/resource-losses.ts';
import { countOf } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleApplication } from '../../src/samples/telemetry.ts';

const SHOWN = 8;

const causeOf = (losses: readonly ResourceLoss[]): string => {
  if (losses.every(({ arrived }) => arrived === null))
    return 'The resource is built in code without looking at the variables.';
  const owned = losses.every(({ key }) => /^(telemetry|process|host|os)\./.test(key));
  return `${owned ? 'A resource detector' : 'The code, or a resource detector,'} sets ${losses.length === 1 ? 'it' : 'them'} too, and wins over the variables.`;
};

export default defineCheck({
  id: 'telemetry/sdk-default-resource',
  title: 'Resource attributes from variables do not arrive',
  severity: 'error',
  rank: 8,
  why: `\`OTEL_SERVICE_NAME\` and \`OTEL_RESOURCE_ATTRIBUTES\` were given to the application, and its telemetry does not carry what they say. Most often the
resource is built in code, without the variables or on top of them; a resource detector or a configuration file can do the same.

Merge the variables into the resource last, or take the attribute out of the code.`,
  advice: {
    title: 'Merge the variables into the resource',
    text: 'Last, so that they win, or take the attribute out of the code.',
  },
  needs: ['service', 'application'],
  explains: ['telemetry/service-unnamed'],
  example: {
    application: sampleApplication({ serviceName: { name: 'OTEL_SERVICE_NAME', value: 'checkout' } }),
  },
  run: ({ service, application }) => {
    const losses = resourceLosses(service, application);
    const [first] = losses;
    if (first === undefined) return undefined;
    const { configFile } = application;
    const what = losses.length === 1 ? first.key : `${first.key} and ${losses.length - 1} more`;
    return {
      summary: `${what} from ${first.variable} ${first.arrived === null ? 'did not arrive' : 'was overridden'} in ${service.label}`,
      explanation: configFile
        ? `The SDK reads the configuration file ${configFile.value} and no other variables, so the attributes have to stand there.`
        : `The variables give ${countOf(losses.length, 'attribute')} that the telemetry of this service does not have as given. ${causeOf(losses)}`,
      evidence: losses.slice(0, SHOWN).map(({ key, variable, given, arrived }) => ({
        label: key,
        value: `${given} given by ${variable}, ${arrived === null ? 'nothing' : arrived === '' ? 'empty' : arrived} arrived`,
      })),
      fixes: [configFile ? RESOURCE_IN_FILE : remedyFix(VARIABLES_WIN, service.language)],
      severity: losses.some(({ key }) => key === 'service.name') ? 'error' : 'warning',
    };
  },
});
