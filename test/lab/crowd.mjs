// Starts `listen` under the limits of this process, fills it with idle connections and counts honest exports that are
// served. Plain Node, because it runs with few open files.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';

const child = spawn(
  process.execPath,
  [process.argv[2] ?? '', 'listen', '--grpc-port', '0', '--http-port', '0'],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const port = await new Promise((resolve) => {
  let text = '';
  child.stdout.on('data', (more) => {
    text += more;
    const found = /HTTP on 127\.0\.0\.1:(\d+)/.exec(text.replace(/\s+/g, ' '));
    if (found) resolve(Number(found[1]));
  });
});
const idle = [];
for (let count = 0; count < 30; count += 1) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  idle.push(socket);
}
let served = 0;
for (let count = 0; count < 5; count += 1) {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => ({ status: 0 }));
  if (answer.status === 200) served += 1;
}
for (const socket of idle) socket.destroy();
child.kill('SIGTERM');
await new Promise((resolve) => child.once('exit', resolve));
process.stdout.write(`served ${served} of 5\n`);
