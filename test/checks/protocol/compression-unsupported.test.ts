import compressionUnsupported from '../../../checks/protocol/compression-unsupported.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpc,
  sampleGrpcTarget,
  sampleHttp,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleTarget({ compression: 'gzip' });
const refused = sampleFailure({ reach: 'routed', http: sampleHttp(415) });
const plainTaken = { attempts: [sampleAttempt()] };

checkTester(compressionUnsupported)
  .fires(
    'when the same is taken uncompressed',
    { target, send: refused, survey: plainTaken },
    {
      says: 'compression: gzip',
      fix: { OTEL_EXPORTER_OTLP_COMPRESSION: null },
    },
  )
  .fires(
    'unsets the variable that decided',
    {
      target: sampleTarget({
        compression: 'gzip',
        settings: [
          {
            name: 'compression',
            value: 'gzip',
            source: { kind: 'env', name: 'OTEL_EXPORTER_OTLP_TRACES_COMPRESSION' },
            candidates: [],
          },
        ],
      }),
      send: sampleFailure({ reach: 'routed', http: sampleHttp(400) }),
      survey: plainTaken,
    },
    { fix: { OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: null } },
  )
  .fires(
    'when the receiver speaks of the encoding, also where it refuses empty exports',
    {
      target,
      send: sampleFailure({
        reach: 'routed',
        http: sampleHttp(400, { body: 'Unsupported Content-Encoding: zstd' }),
      }),
      survey: { attempts: [sampleAttempt({ accepted: false })] },
    },
    { says: 'speaks of its encoding' },
  )
  .silent('when it refuses both and speaks of something else', {
    target,
    send: sampleFailure({ reach: 'routed', http: sampleHttp(400, { body: 'no spans found' }) }),
    survey: { attempts: [sampleAttempt({ accepted: false })] },
  })
  .fires(
    'over gRPC',
    {
      target: sampleGrpcTarget({ compression: 'gzip' }),
      send: sampleFailure({ grpc: sampleGrpc(12, 'gzip is not supported') }),
      survey: { attempts: [sampleAttempt({ protocol: 'grpc', port: 4317 })] },
    },
    { says: 'UNIMPLEMENTED (12)' },
  )
  .silent('when nothing is compressed', { send: refused, survey: plainTaken })
  .silent('when it is refused uncompressed as well', {
    target,
    send: refused,
    survey: { attempts: [sampleAttempt({ accepted: false, http: sampleHttp(415) })] },
  })
  .silent('when only another way is taken', {
    target,
    send: refused,
    survey: { attempts: [sampleAttempt({ kind: 'port', port: 14318 })] },
  })
  .silent('on 401', {
    target,
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
    survey: plainTaken,
  })
  .silent('when the span arrives', { target, survey: plainTaken });
