import exporterFailing from '../../../checks/pipeline/exporter-failing.ts';
import type { LoggedMessage, MessagesFact } from '../../../src/model/application.ts';
import { sampleMessage } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const logged = (change: Partial<LoggedMessage>): MessagesFact => ({
  messages: [sampleMessage(), sampleMessage({ captures: {}, count: 1, ...change })],
  lines: 120,
});

checkTester(exporterFailing)
  .fires(
    'when the sending queue is full',
    {
      messages: logged({
        id: 'collector-queue-full',
        sdk: 'collector',
        codes: ['pipeline/exporter-failing'],
        text: 'Dropping data because sending_queue is full',
      }),
    },
    { says: /so once[\s\S]*queue is full/, fix: 'otel-doctor ENDPOINT', severity: 'error' },
  )
  .fires(
    'when the cause stands behind the line of the Collector',
    {
      messages: logged({
        id: 'any-refused',
        sdk: 'collector',
        codes: ['network/connection-refused'],
        meaning: 'Nothing listens there',
        text: 'Exporting failed. Dropping data. connection refused',
      }),
    },
    { says: 'keeps trying', fix: 'Nothing listens there' },
  )
  .silent('when the exporter of an application fails', {
    messages: logged({ id: 'any-refused', sdk: 'python', codes: ['network/connection-refused'] }),
  })
  .silent('when the receiver of the Collector complains of a client', {
    messages: logged({ id: 'collector-preface', sdk: 'collector', codes: ['protocol/http-to-grpc-port'] }),
  });
