import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { findItself } from '../../src/forward/itself.ts';
import type { ForwardTarget } from '../../src/forward/target.ts';
import { startReceiver } from '../../src/receiver/receiver.ts';
import { closedPort } from '../lab/ports.ts';

const nobody = { host: '127.0.0.1', grpcPort: 0, httpPort: 0 };

const target = (url: string): readonly ForwardTarget[] => [
  { signal: 'traces', protocol: 'http/protobuf', url },
];

test('a receiver is found whatever it is called, and another one is not taken for it', async () => {
  const [own, other] = await Promise.all([startReceiver({ ...nobody, host: '::' }), startReceiver(nobody)]);
  const addresses = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => address);
  const names = [
    'localhost',
    '127.0.0.1',
    '127.0.0.2',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    ...addresses,
  ];
  const found = await Promise.all(
    names.flatMap((name) =>
      [own.grpcPort, own.httpPort].map((port) =>
        findItself(target(`http://${name}:${port}/v1/traces`), own.sees),
      ),
    ),
  );
  expect(found).not.toContain(null);
  const away = [`http://127.0.0.1:${other.httpPort}`, `http://127.0.0.1:${await closedPort()}`, 'no URL'];
  for (const url of away) expect(await findItself(target(url), own.sees)).toBeNull();
  await Promise.all([own.stop(), other.stop()]);
});
