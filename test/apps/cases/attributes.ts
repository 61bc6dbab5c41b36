import { alsoOver, autoPython, type Case, caseOf, go, manualJs } from '../case.ts';

const python = [autoPython('jobs', 'job.py')];
const js = [manualJs('jobs', 'job.cjs')];
const batch = [go('jobs', 'batch')];
const dropped = { code: 'telemetry/attribute-dropped', severity: 'error', root: true } as const;
const invalidType = { code: 'telemetry/attribute-type-invalid', severity: 'error', root: true } as const;
const deprecated = { code: 'telemetry/attribute-name-deprecated', severity: 'warning' } as const;
const invalidName = { code: 'telemetry/attribute-name-invalid', severity: 'warning' } as const;

/** Attributes that are lost, of a wrong type or of a wrong name. */
export const attributeCases: readonly Case[] = [
  ...alsoOver(caseOf('python: 200 attributes', python, dropped, { fault: 'many-attributes' }), [
    'http/protobuf',
  ]),
  caseOf('python: limit of 0', python, dropped, { environment: { OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '0' } }),
  caseOf('python: object as a value', python, invalidType, { fault: 'object-attribute' }),
  caseOf('python: dict as a value', python, { code: null }, { fault: 'dict-attribute' }),
  caseOf('python: mixed list as a value', python, { code: null }, { fault: 'mixed-list-attribute' }),
  caseOf('python: deprecated names', python, deprecated, { fault: 'deprecated-names' }),
  caseOf('python: bad names', python, invalidName, { fault: 'bad-names' }),
  caseOf('python: empty name', python, dropped, { fault: 'empty-name' }),
  ...alsoOver(caseOf('js: 200 attributes', js, dropped, { fault: 'many-attributes' }), ['grpc', 'http/json']),
  caseOf('js: limit of 0', js, dropped, { environment: { OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '0' } }),
  caseOf('js: object as a value', js, invalidType, { fault: 'object-attribute' }),
  caseOf('js: date as a value', js, invalidType, { fault: 'date-attribute' }),
  caseOf('js: map as a value', js, invalidType, { fault: 'class-attribute' }),
  caseOf('js: deprecated names', js, deprecated, { fault: 'deprecated-names' }),
  caseOf('js: bad names', js, invalidName, { fault: 'bad-names' }),
  caseOf('go: 200 attributes', batch, dropped, { fault: 'many-attributes' }),
  caseOf('go: limit of 0', batch, dropped, { environment: { OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '0' } }),
  caseOf('go: deprecated names', batch, deprecated, { fault: 'deprecated-names' }),
  caseOf('go: bad names', batch, invalidName, { fault: 'bad-names' }),
];
