import { checks } from '../../checks/index.ts';
import { createSift } from '../../src/explain/sift.ts';
import { explainText } from '../../src/jobs/explain-text.ts';

/** How fast `explain` reads a log, and what it holds meanwhile. Nothing here fails: figures are printed, never asserted. */
const MEGABYTES = 200;
const PLAIN = '2026-01-15T10:00:00.000Z INFO http GET /users/42 200 12ms request 4bf92f3577b34da6a3ce929d\n';
const TOLD =
  'traces send: Post "http://collector:4318/v1/traces": dial tcp 10.0.0.1:4318: connect: connection refused\n';

const MEBIBYTE = 1024 * 1024;

const measure = (name: string, unit: string): void => {
  const piece = Buffer.from(unit.repeat(Math.ceil(MEBIBYTE / unit.length)));
  const sift = createSift();
  const decoder = new TextDecoder();
  const from = process.cpuUsage();
  let most = 0;
  for (let read = 0; read < MEGABYTES; read += 1) {
    sift.feed(decoder.decode(piece, { stream: true }));
    most = Math.max(most, process.memoryUsage().rss);
  }
  explainText(sift.end(), { checks });
  // Seconds of the processor: what else runs on the machine does not count.
  const seconds = process.cpuUsage(from).user / 1_000_000;
  process.stdout.write(
    `${name.padEnd(34)} ${(MEGABYTES / seconds).toFixed(0).padStart(6)} MB/s  ${(most / MEBIBYTE).toFixed(0).padStart(5)} MiB held at most\n`,
  );
};

measure('explain, no line of telemetry', PLAIN);
measure('explain, one such line a kilobyte', PLAIN.repeat(9) + TOLD);
