import attributeNameInvalid from '../../../checks/telemetry/attribute-name-invalid.ts';
import type { AttributeName } from '../../../src/model/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const facts = (names: readonly string[], change: Partial<AttributeName> = {}) => ({
  attributes: {
    names: names.map(
      (name): AttributeName => ({
        name,
        on: 'span',
        count: 2,
        scope: 'shop',
        library: false,
        sample: null,
        ...change,
      }),
    ),
    omitted: 0,
    dropped: [],
  },
});

checkTester(attributeNameInvalid)
  .fires('for blanks', facts(['order id']), {
    says: '"order id": it has blanks in it (twice)',
    severity: 'warning',
    fix: '"order id" -> order_id',
  })
  .fires('for blanks around a name', facts([' http.route']), { fix: '" http.route" -> http.route' })
  .fires('for an empty name', facts(['']), { says: '"": it is empty', severity: 'warning' })
  .fires('for control characters', facts(['order\u0007.id']), {
    says: '"order\\u0007.id": it has control characters',
  })
  .fires('for a well-known name in other letters', facts(['http.statusCode']), {
    says: 'the well-known http.response.status_code in other letters',
    severity: 'warning',
    fix: '-> http.response.status_code',
  })
  .fires('for a well-known name in capitals', facts(['HTTP.Route']), { fix: '"HTTP.Route" -> http.route' })
  .fires('for the reserved namespace', facts(['otel.order']), {
    says: 'otel. is reserved',
    fix: '-> myapp.order',
  })
  .fires('for other upper case, as worth knowing', facts(['shop.orderId']), {
    severity: 'info',
    fix: '"shop.orderId" -> shop.order_id',
  })
  .fires('for names that only sound like well-known ones', facts(['messageId', 'Message.Id', 'httpRoute']), {
    severity: 'info',
  })
  .fires('without a namespace, as worth knowing', facts(['orderId', 'total']), {
    says: '2 attribute names',
    severity: 'info',
    fix: '"total" -> myapp.total',
  })
  .fires('with the worst first', facts(['total', 'order id']), {
    says: /rules: "order id"/,
    severity: 'warning',
  })
  .fires('on an event', facts(['x y'], { on: 'event' }), { says: 'on an event' })
  .fires('for more than it lists', facts([...'abcdefghij']), { says: 'more: 2' })
  .silent('for names as they should be', facts(['shop.order.id', 'http.request.header.content-type']))
  .silent('for reserved names that exist', facts(['otel.status_code', 'otel.scope.attributes', 'otelcol.x']))
  .silent('for names of a library', facts(['Order ID', 'total'], { library: true }));
