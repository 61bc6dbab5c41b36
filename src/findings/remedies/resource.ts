import type { Fix } from '../../model/finding.ts';
import type { AttributeText } from '../../model/telemetry.ts';
import type { Remedy } from './remedy.ts';

/** Attributes that name what runs, the surest first. */
const NAMING: readonly string[] = [
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.cronjob.name',
  'k8s.container.name',
  'faas.name',
  'container.name',
];

/** Attributes with the command line, the most complete first. */
const COMMANDS: readonly string[] = ['process.command_line', 'process.command_args', 'process.command'];

/** A script or package on a command line: its directory, if one is named, and its name. */
const SCRIPT =
  /(?<![\w.-])(?:([\w.-]{1,100})[/\\])?([\w-][\w.-]{0,100}?)\.(?:py|[cm]?js|[cm]?ts|jar|dll|rb|php)(?![\w.])/;

/** Names of scripts that say nothing of the application. */
const ANY_SCRIPT = /^(__main__|main|app|application|index|server|start|run|manage|wsgi|asgi|program)$/i;

/** Directories and programs that say nothing of the application. */
const ANY_PLACE =
  /^(src|app|bin|dist|build|lib|opt|home|root|tmp|python[\d.]*|node|java|dotnet|ruby|php|main|__debug_bin\d*)$/i;

const attributeOf = (resource: readonly AttributeText[], key: string): string | undefined =>
  resource.find((attribute) => attribute.key === key)?.value;

const fromScript = (commands: readonly string[]): string | undefined => {
  for (const command of commands) {
    const [, directory = '', script = ''] = SCRIPT.exec(command) ?? [];
    if (script !== '' && !ANY_SCRIPT.test(script)) return script;
    if (directory !== '' && !ANY_PLACE.test(directory)) return directory;
  }
  return undefined;
};

const present = (text: string | undefined): text is string => text !== undefined && text !== '';

/** A name for a service that has none, taken from what its resource tells. */
export const suggestedServiceName = (resource: readonly AttributeText[]): string => {
  const commands = COMMANDS.map((key) => attributeOf(resource, key)).filter(present);
  const executable = attributeOf(resource, 'process.executable.name')?.replace(/\.exe$/i, '');
  const found = [
    ...NAMING.map((key) => attributeOf(resource, key)),
    fromScript(commands),
    executable !== undefined && ANY_PLACE.test(executable) ? undefined : executable,
  ].find(present);
  return found?.replace(/[^\w.-]+/g, '-') ?? 'my-service';
};

/** Naming the service in code, for set-ups that build their resource themselves. */
export const nameInCode = (name: string): Remedy => ({
  python: {
    title: 'Name it in code',
    text: [
      'from opentelemetry.sdk.resources import Resource',
      `resource = Resource.create({"service.name": "${name}"})`,
      'provider = TracerProvider(resource=resource)',
    ].join('\n'),
  },
  nodejs: {
    title: 'Name it in code',
    text: [
      "const { resourceFromAttributes } = require('@opentelemetry/resources');",
      `const resource = resourceFromAttributes({ 'service.name': '${name}' });`,
      '// give it to the SDK: new NodeSDK({ resource, ... }) or new WebTracerProvider({ resource, ... })',
    ].join('\n'),
  },
  java: {
    title: 'Name it in code',
    text: [
      'Resource resource = Resource.getDefault().merge(',
      `  Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "${name}")));`,
      'SdkTracerProvider.builder().setResource(resource)',
    ].join('\n'),
  },
  go: {
    title: 'Name it in code',
    text: [
      'res, err := resource.New(ctx,',
      '\tresource.WithTelemetrySDK(),',
      `\tresource.WithAttributes(attribute.String("service.name", "${name}")),`,
      ')',
      'provider := sdktrace.NewTracerProvider(sdktrace.WithResource(res))',
    ].join('\n'),
  },
  dotnet: {
    title: 'Name it in code',
    text: [
      'builder.Services.AddOpenTelemetry()',
      `    .ConfigureResource(resource => resource.AddService("${name}"))`,
    ].join('\n'),
  },
  other: {
    title: 'Name it in code',
    text: `Set the attribute service.name to ${name} on the resource that the SDK is started with.`,
  },
});

/** A resource built in code in which the variables have the last word. */
export const VARIABLES_WIN: Remedy = {
  python: {
    title: 'Let the variables have the last word in code',
    text: [
      'from opentelemetry.sdk.resources import OTELResourceDetector, Resource',
      'resource = Resource.create({"service.name": "a default"})',
      'resource = resource.merge(OTELResourceDetector().detect())',
      'provider = TracerProvider(resource=resource)',
    ].join('\n'),
  },
  nodejs: {
    title: 'Let the variables have the last word in code',
    text: [
      'const { defaultResource, detectResources, envDetector } = require("@opentelemetry/resources");',
      'const resource = defaultResource().merge(detectResources({ detectors: [envDetector] }));',
      '// give it to the SDK, and leave the option serviceName out: it wins over the variables',
    ].join('\n'),
  },
  java: {
    title: 'Let the variables have the last word in code',
    text: [
      '// package io.opentelemetry:opentelemetry-sdk-extension-autoconfigure',
      'Resource resource = Resource.getDefault()',
      '  .merge(ResourceConfiguration.createEnvironmentResource());',
      'SdkTracerProvider.builder().setResource(resource)',
    ].join('\n'),
  },
  go: {
    title: 'Let the variables have the last word in code',
    text: [
      'res, err := resource.New(ctx,',
      '\tresource.WithTelemetrySDK(),',
      '\tresource.WithAttributes(attribute.String("service.name", "a-default")),',
      '\tresource.WithFromEnv(), // the last one wins',
      ')',
    ].join('\n'),
  },
  dotnet: {
    title: 'Let the variables have the last word in code',
    text: [
      'ResourceBuilder.CreateEmpty()',
      '    .AddService("a-default")',
      '    .AddTelemetrySdk()',
      '    .AddEnvironmentVariableDetector() // the last one wins',
    ].join('\n'),
  },
  other: {
    title: 'Let the variables have the last word in code',
    text: 'Build the resource with the detector of the environment, and merge it last.',
  },
};

/** Where a configuration file replaces the variables. */
export const RESOURCE_IN_FILE: Fix = {
  title: 'Write the attributes into the configuration file',
  text: ['resource:', '  attributes:', '    - name: service.name', '      value: my-service'].join('\n'),
};
