// Starts Genkit's telemetry server: the folder of its package, the port, and a folder to keep traces and logs in.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [packages, port, directory] = process.argv.slice(2);
const require = createRequire(join(packages, 'start.cjs'));
const {
  LocalFileLogStore,
  LocalFileTraceStore,
  startTelemetryServer,
} = require('@genkit-ai/telemetry-server');
const place = { storeRoot: directory, indexRoot: directory };
await startTelemetryServer({
  port: Number(port),
  traceStore: new LocalFileTraceStore(place),
  logStore: new LocalFileLogStore(place),
});
