import acceptsAnything from '../../../checks/receiver/accepts-anything.ts';
import { healthyFacts, sampleAttempt, sampleFailure, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const yes = sampleHttp(200, { contentType: 'application/json', otlp: true });
const inProtobuf = sampleHttp(200, { contentType: 'application/x-protobuf', otlp: true });
const refused = sampleHttp(400);
const delivered = (control: typeof yes) => ({
  deliveries: healthyFacts().send.deliveries.map((one) => ({ ...one, control })),
});

checkTester(acceptsAnything)
  .fires(
    'when JSON is answered to protobuf and to what nobody can decode (Genkit 1.43.0)',
    {
      send: sampleFailure({ http: yes, control: yes }),
      survey: { attempts: [sampleAttempt({ kind: 'protocol', protocol: 'http/json' })] },
    },
    { severity: 'error', fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, says: 'HTTP 200' },
  )
  .fires(
    'as a warning when the answer is in the right encoding',
    { send: delivered(inProtobuf), survey: undefined },
    { severity: 'warning' },
  )
  .silent('when what cannot be decoded is refused', { send: delivered(refused) })
  .silent('when the control was answered with rejected items', {
    send: delivered({ ...inProtobuf, partial: { rejected: 1, message: 'bad' } }),
  })
  .silent('for a web server, whose every path says yes', {
    send: sampleFailure({ http: yes, control: yes }),
    survey: { attempts: [sampleAttempt({ kind: 'nonsense', accepted: false, http: sampleHttp(200) })] },
  })
  .silent('for a page', {
    send: sampleFailure({ http: sampleHttp(200, { contentType: 'text/html' }), control: sampleHttp(200) }),
  })
  .silent('without controls', { send: sampleFailure({ http: yes }) })
  .silent('when the item arrives', {});
