/**
 * Runs one case of `cases.ts` against a plain receiver and prints what arrives: `npx tsx test/apps/look.ts NAME...`.
 * Without a name it lists them.
 */
import { startReceiver } from '../../src/receiver/receiver.ts';
import { finish, launch } from '../lab/process.ts';
import type { Application, Case } from './case.ts';
import { cases } from './cases.ts';
import { lines } from './picture.ts';
import { prepare } from './prepare.ts';

/** What `run` switches on too. */
const diagnostics = { OTEL_LOG_LEVEL: 'info' };

const print = (text: string): void => void process.stdout.write(`${text}\n`);

async function look(found: Case): Promise<void> {
  const seen: string[] = [];
  const receiver = await startReceiver({
    host: '127.0.0.1',
    grpcPort: 0,
    httpPort: 0,
    onExport: (batch) => seen.push(...lines(batch)),
    onRefusal: (refusal) =>
      seen.push(
        `refused: ${JSON.stringify(refusal, (_, value) => (typeof value === 'bigint' ? Number(value) : value)).slice(0, 300)}`,
      ),
  });
  const { commands, environment, directory, stop } = await prepare(found);
  const ended = await Promise.all(
    commands.map(async ({ name, argv: [program = '', ...args] }, index) => {
      const overGrpc = isOverGrpc(found, found.applications[index]);
      const endpoint = `http://127.0.0.1:${overGrpc ? receiver.grpcPort : receiver.httpPort}`;
      const started = Date.now();
      const running = launch(program, args, {
        directory,
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...diagnostics, ...environment },
      });
      const { exitCode, stdout, stderr } = await finish(running, 30_000);
      return `${name}: exit ${exitCode} after ${Date.now() - started} ms\n${stdout}${stderr}`.trimEnd();
    }),
  );
  await stop();
  await receiver.stop();
  print(
    `== ${found.name} (${found.protocol})\n${ended.join('\n')}\n${seen.sort().join('\n') || 'nothing arrived'}\n`,
  );
}

const isOverGrpc = ({ protocol }: Case, application: Application | undefined): boolean =>
  protocol === 'default' ? application?.language === 'python' : protocol === 'grpc';

const names = process.argv.slice(2);
for (const each of Object.values(cases).flat()) {
  if (names.length === 0) print(each.name);
  else if (names.some((name) => each.name.includes(name))) await look(each);
}
process.exit(0);
