import { defineCheck } from '../../src/model/check.ts';
import type { ConnectTry } from '../../src/model/facts.ts';
import { endpointEvidence } from '../../src/model/reading.ts';
import { sampleTarget } from '../../src/samples/facts.ts';

/** What the system says of a socket that takes no connection, and what to do. unix(7), connect(2) */
const REASONS: Readonly<Record<string, { readonly says: string; readonly fix: string }>> = {
  ENOENT: {
    says: 'There is no file of that name: the receiver is not running, or makes its socket elsewhere; in a container the folder of the socket has to be mounted.',
    fix: 'Start the receiver, and compare the path with the one in its configuration, as seen from where the application runs.',
  },
  ECONNREFUSED: {
    says: 'The file is there and no program takes connections on it: it is left over from a receiver that has ended.',
    fix: 'Start the receiver again. One that complains that the address is in use wants the old file removed first.',
  },
  ENOTSOCK: {
    says: 'What stands there is no socket.',
    fix: 'Give the path of the socket itself.',
  },
};

const DENIED = {
  says: 'This user may not open it.',
  fix: 'Give the user of the application the right to write to the socket, and to enter the folders above it.',
};

const reasonOf = (code: string | null): { readonly says: string; readonly fix: string } | undefined =>
  /^(EACCES|EPERM)$/.test(code ?? '') ? DENIED : REASONS[code ?? ''];

const sample = (code: string): { readonly tries: readonly ConnectTry[] } => ({
  tries: [{ address: '/run/otel.sock', family: 'unix', port: 0, outcome: 'failed', code, ms: 1 }],
});

export default defineCheck({
  id: 'network/socket-unreachable',
  title: 'The Unix socket of the endpoint takes no connection',
  severity: 'error',
  why: `The endpoint is a Unix socket (\`unix:///run/otel.sock\`), and no connection can be opened to it: the file is not there, is
left over from a receiver that has ended, is no socket, or belongs to another user. A container sees only sockets of folders
that are mounted into it.

Start the receiver, mount the folder, and compare the path; \`ls -l\` shows a socket with an \`s\` in front.`,
  needs: ['target', 'tcp'],
  example: {
    target: sampleTarget({
      ...{ endpoint: 'unix:///run/otel.sock', protocol: 'grpc', url: null, host: '', port: 0 },
      socket: '/run/otel.sock',
    }),
    tcp: sample('ENOENT'),
  },
  run: ({ target, tcp: { tries } }) => {
    const [tried] = tries;
    if (target.socket === null || tried === undefined || tried.outcome === 'connected') return undefined;
    const reason = reasonOf(tried.code);
    return {
      summary: `The Unix socket ${target.socket} takes no connection`,
      explanation: reason?.says ?? 'No connection to it could be opened.',
      evidence: [endpointEvidence(target), { label: 'connection', value: tried.code ?? tried.outcome }],
      fixes: [{ title: 'Bring socket and path together', text: reason?.fix ?? DENIED.fix }],
    };
  },
});
