import { writeFileSync } from 'node:fs';
import { startReceiver } from '../../../src/receiver/receiver.ts';
import { finish, launch } from '../../lab/process.ts';
import { cases } from '../../apps/cases.ts';
import { prepare } from '../../apps/prepare.ts';
import { createCollection } from '../../../src/telemetry/collection.ts';


const want = new RegExp(process.argv[2]!); const reps = Number(process.argv[3]);
for (const found of Object.values(cases).flat().filter(({ name }) => want.test(name)))
  for (let r = 0; r < reps; r += 1) {
    const dumps: unknown[] = [];
    const receiverOf = async (source: string) => startReceiver({ host: '127.0.0.1', grpcPort: 0, httpPort: 0, onExport: (b: any) => dumps.push({ source, b }), onRefusal: () => undefined } as any);
    const { commands, environment, directory, stop } = await prepare(found);
    const rs: any[] = [];
    await Promise.all(commands.map(async ({ name, argv: [program = '', ...args] }: any, index: number) => {
      const receiver = await receiverOf(name); rs.push(receiver);
      const lang = found.applications[index]?.language;
      const grpc = found.protocol === 'default' ? lang === 'python' : found.protocol === 'grpc';
      const running = launch(program, args, { directory, environment: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${grpc ? receiver.grpcPort : receiver.httpPort}`, OTEL_LOG_LEVEL: 'info', ...environment } } as any);
      await finish(running, 30_000);
    }));
    await stop();
    for (const x of rs) await x.stop();
    const safe = found.name.replace(/\W+/g, '_');
    writeFileSync(`/tmp/prop/${safe}.${r}.json`, JSON.stringify({ name: found.name, expect: found.expect, dumps }, (_, v) => typeof v === 'bigint' ? `${v}n` : v instanceof Uint8Array ? { u8: [...v] } : v));
    void createCollection;
    console.log(found.name, r, dumps.length);
  }
process.exit();
