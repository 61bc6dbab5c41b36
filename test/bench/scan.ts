import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../lab/ports.ts';

/**
 * What `scan` costs on trees that were made up: files of other names, and files whose resources share four names. Times
 * are processor time of one run, printed and never asserted; doubling the files should about double them.
 */
const CLI = join(import.meta.dirname, '../../dist/cli.js');

const COLLECTOR =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: gateway-NAME }\ndata:\n  config.yaml: |\n    receivers: { otlp: { protocols: { grpc: { endpoint: 0.0.0.0:4317 } } } }\n    exporters: { debug: {} }\n    service: { pipelines: { traces: { receivers: [otlp], exporters: [debug] } } }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: gateway-NAME }\nspec:\n  selector: { matchLabels: { app: gateway-NAME } }\n  template:\n    metadata: { labels: { app: gateway-NAME } }\n    spec:\n      containers:\n        - { name: c, image: "otel/opentelemetry-collector:0.158.0", args: [--config=/conf/config.yaml], volumeMounts: [{ name: v, mountPath: /conf }] }\n      volumes: [{ name: v, configMap: { name: gateway-NAME } }]\n---\napiVersion: v1\nkind: Service\nmetadata: { name: gateway-NAME }\nspec: { selector: { app: gateway-NAME }, ports: [{ port: 4317 }] }\n---\n';

const SENDER =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop-NAME }\nspec:\n  selector: { matchLabels: { app: shop-NAME } }\n  template:\n    metadata: { labels: { app: shop-NAME } }\n    spec:\n      containers:\n        - name: c\n          image: shop\n          env:\n            - { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://gateway-NAME:4317" }\n            - { name: OTEL_EXPORTER_OTLP_PROTOCOL, value: grpc }\n';

/** Writes a tree of one file a directory. */
const tree = (files: number, nameOf: (index: number) => string): string => {
  const root = temporaryDirectory('bench-scan');
  for (let index = 0; index < files; index += 1) {
    mkdirSync(join(root, `${index}`));
    writeFileSync(
      join(root, `${index}`, 'all.yaml'),
      `${COLLECTOR}${SENDER}`.replaceAll('NAME', nameOf(index)),
    );
  }
  return root;
};

/** Milliseconds of processor time, with what starting costs. */
const cost = (root: string): number => {
  const script = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('\\n' + (user + system) / 1000); }); process.argv = [process.argv[0], ${JSON.stringify(CLI)}, 'scan', ${JSON.stringify(root)}]; import(${JSON.stringify(CLI)});`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return Number(stderr.trim().split('\n').at(-1));
};

const KINDS = [
  ['own names', (index: number) => `${index}`],
  ['four names', (index: number) => `${index % 4}`],
] as const;

for (const [name, nameOf] of KINDS) {
  let last: number | null = null;
  for (const files of [400, 800, 1600]) {
    const root = tree(files, nameOf);
    const ms = cost(root);
    rmSync(root, { recursive: true });
    const ratio = last === null ? '' : `  ${(ms / last).toFixed(2)} x of half the files (goal: at most 2.2)`;
    process.stdout.write(
      `scan ${String(files).padStart(5)} files, ${name.padEnd(12)} ${ms.toFixed(0).padStart(6)} ms${ratio}\n`,
    );
    last = ms;
  }
}
