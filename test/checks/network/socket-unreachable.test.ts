import socketUnreachable from '../../../checks/network/socket-unreachable.ts';
import type { ConnectTry, TcpFact } from '../../../src/model/facts.ts';
import { sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleTarget({
  ...{ endpoint: 'unix:///run/otel.sock', protocol: 'grpc', url: null, host: '', port: 0 },
  socket: '/run/otel.sock',
});

const tried = (outcome: ConnectTry['outcome'], code: string | null): TcpFact => ({
  tries: [{ address: '/run/otel.sock', family: 'unix', port: 0, outcome, code, ms: 1 }],
});

checkTester(socketUnreachable)
  .fires(
    'where the file is missing',
    { target, tcp: tried('failed', 'ENOENT') },
    { says: 'no file of that name', fix: 'Start the receiver' },
  )
  .fires(
    'where nobody listens any longer',
    { target, tcp: tried('refused', 'ECONNREFUSED') },
    { says: 'left over', fix: 'Start the receiver again' },
  )
  .fires(
    'where the path is another file',
    { target, tcp: tried('failed', 'ENOTSOCK') },
    { says: 'no socket', fix: 'path of the socket' },
  )
  .fires(
    'where the user may not',
    { target, tcp: tried('failed', 'EACCES') },
    { says: 'may not open it', fix: 'right to write' },
  )
  .fires(
    'with what the system says, whatever it is',
    { target, tcp: tried('timeout', 'EAGAIN') },
    { says: 'EAGAIN' },
  )
  .silent('on a socket that takes connections', { target, tcp: tried('connected', null) })
  .silent('on a port that refuses', { target: sampleTarget(), tcp: sampleTcp('refused', 'ECONNREFUSED') });
