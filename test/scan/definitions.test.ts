import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../src/jobs/scan/scan.ts';
import { withoutDefinitions } from '../../src/scan/definitions.ts';
import { temporaryDirectory } from '../lab/ports.ts';

const DEFINITION =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: collectors.example.com }\nspec:\n  description: "such as {{ .Values.endpoint }}, OTEL_EXPORTER_OTLP_ENDPOINT: http://x:4318"\n';
const SHOP =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: shop }\nspec:\n  containers:\n    - name: app\n      image: shop\n      env:\n        - { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://gateway.obs:4318/v1/traces" }\n';

test('a definition of a kind of resource leaves blanks, and every offset where it was', () => {
  const text = `${SHOP}---\n${DEFINITION}---\n${SHOP}`;
  const rest = withoutDefinitions(text);
  expect(rest).toHaveLength(text.length);
  expect(rest.split('\n')).toHaveLength(text.split('\n').length);
  expect(rest.replace(/^[ -]*$/gm, '').trim()).toContain('kind: Pod');
  expect(rest).not.toContain('Values');
  expect(rest.endsWith(SHOP)).toBe(true);
  expect(withoutDefinitions(SHOP)).toBe(SHOP);
});

test('what stands beside a definition with braces is judged in its place', async () => {
  const root = temporaryDirectory('definitions');
  writeFileSync(join(root, 'all.yaml'), `${DEFINITION}---\n${SHOP}`);
  const { report } = await scan({ paths: [root], sdk: null });
  expect(JSON.stringify(report.limits)).not.toContain('template');
  const [first] = report.findings;
  expect([first?.code, first?.location?.line]).toEqual(['endpoint/path-doubled', 15]);
});
