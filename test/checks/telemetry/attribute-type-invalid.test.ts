import attributeTypeInvalid from '../../../checks/telemetry/attribute-type-invalid.ts';
import type { LoggedMessage } from '../../../src/model/application.ts';
import { sampleApplication, sampleMessage, sampleService } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const facts = (...messages: readonly LoggedMessage[]) => ({ messages: { messages, lines: 10 } });

const inLanguage = (language: string) => ({ service: sampleService({ language }) });

/** As Python's SDK 1.45 says it. */
const converted = (type: string) =>
  sampleMessage({
    text: `Invalid type \`<class '${type}'>\` for attribute value. Value's __str__ method will be called if it exists.`,
    captures: { type },
  });

checkTester(attributeTypeInvalid)
  .fires('with key and type', facts(sampleMessage()), {
    says: 'shop sets the attribute order of type Order, which the SDK drops',
    fix: 'json.dumps',
    severity: 'error',
  })
  .fires('with the line of the log', facts(sampleMessage({ count: 1, line: 3 })), {
    says: 'log (stderr, line 3): Inv',
  })
  .fires('for several', facts(sampleMessage(), sampleMessage({ captures: { key: 'user' } })), {
    says: /order of type Order and 1 more[\s\S]*its log, 6 times/,
  })
  .fires('milder when all there is arrives as text', facts(converted('uuid.UUID')), {
    says: 'an attribute of type uuid.UUID, which arrives as text or as nothing',
    severity: 'warning',
  })
  .fires('for an object whose text may say nothing', facts(converted('uuid.UUID'), converted('shop.Order')), {
    says: 'arrives as text or as nothing',
    severity: 'error',
  })
  .fires('when one of them is dropped', facts(converted('uuid.UUID'), sampleMessage()), {
    says: 'the SDK drops',
    severity: 'error',
  })
  .fires(
    'in JavaScript',
    { ...facts(sampleMessage({ captures: { key: 'order' } })), ...inLanguage('nodejs') },
    {
      fix: 'JSON.stringify(order)',
    },
  )
  .fires('in .NET', { ...facts(sampleMessage()), ...inLanguage('dotnet') }, { fix: 'SetTag("order.id"' })
  .fires('in Go', { ...facts(sampleMessage()), ...inLanguage('go') }, { fix: 'attribute.StringSlice' })
  .fires('in Java', { ...facts(sampleMessage()), ...inLanguage('java') }, { fix: 'stringArrayKey' })
  .fires(
    'without telemetry, in the language of the command',
    {
      ...facts(sampleMessage()),
      service: undefined,
      application: sampleApplication({ name: 'web', language: 'ruby' }),
    },
    { says: 'web sets', fix: 'turn it into text' },
  )
  .silent('for other messages', facts(sampleMessage({ codes: ['telemetry/span-ended-twice'] })));
