import { expect, test } from 'vitest';
import { bytes } from './encode.ts';
import { record } from './recorded.ts';
import { PROTOBUF, post } from './wire.ts';

test('a million service names in a hundred requests, and each arrives', async () => {
  const services = new Set<string>();
  const receiver = await record({
    onExport: (batch) => {
      if (batch.signal !== 'traces') return;
      for (const { resource } of batch.request.resourceSpans)
        services.add(String(resource?.attributes[0]?.value));
    },
  });
  const one = (name: string): Buffer =>
    bytes(
      1,
      bytes(1, bytes(1, bytes(1, 'service.name'), bytes(2, bytes(1, name)))),
      bytes(2, bytes(2, bytes(5, 'n'))),
    );
  const template = one('service 0000000');
  const request = Buffer.concat(Array.from({ length: 10_000 }, () => template));
  const digits = template.indexOf('0000000');
  const nameAll = (first: number): void => {
    for (let index = 0; index < 10_000; index += 1)
      request.write(String(first + index).padStart(7, '0'), index * template.length + digits);
  };
  for (let count = 0; count < 100; count += 1) {
    nameAll(10_000 * count);
    expect((await post(receiver.httpPort, PROTOBUF, request)).status).toBe(200);
  }
  expect(services.size).toBe(1_000_000);
}, 120_000);
