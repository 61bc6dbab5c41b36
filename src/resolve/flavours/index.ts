import type { Sdk } from '../sdks/sdk.ts';
import { claudeCode, codex, geminiCli } from './agents.ts';
import { deno } from './deno.ts';
import { bun, vercelOtel } from './javascript.ts';
import { logfire } from './logfire.ts';
import { quarkus } from './quarkus.ts';
import { caddy, envoy } from './servers.ts';
import { springBoot3, springBoot4 } from './spring-boot.ts';

/** Programs and frameworks that set an SDK up in their own way. */
export const FLAVOURS: readonly Sdk[] = [
  ...[springBoot3, springBoot4, quarkus, deno, bun, vercelOtel, logfire],
  ...[caddy, envoy, claudeCode, geminiCli, codex],
];
