import serviceUnimplemented from '../../../checks/protocol/service-unimplemented.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleGrpcTarget();
const unimplemented = sampleFailure({ grpc: sampleGrpc(12, 'unknown service') });
const sibling = (accepted: boolean) =>
  sampleAttempt({ kind: 'signal', signal: 'metrics', protocol: 'grpc', port: 4317, accepted });

checkTester(serviceUnimplemented)
  .fires(
    'when no signal has its service',
    { target, send: unimplemented, survey: { attempts: [sibling(false)] } },
    { says: 'UNIMPLEMENTED (12)', fix: 'by convention 4317' },
  )
  .fires(
    'offers the port that has it',
    {
      target,
      send: unimplemented,
      survey: { attempts: [sampleAttempt({ kind: 'port', protocol: 'grpc', port: 14317 })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:14317' } },
  )
  .silent('when another signal has its service', {
    target,
    send: unimplemented,
    survey: { attempts: [sibling(true)] },
  })
  .silent('on another refusal', { target, send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(16) }) })
  .silent('over HTTP', { send: sampleFailure({ http: sampleHttp(404) }), survey: { attempts: [] } });
