import type { Rule } from '../reading.ts';
import { AUTH_RULES } from './auth.ts';
import { CONFIG_RULES } from './config.ts';
import { ENDPOINT_RULES } from './endpoint.ts';
import { NETWORK_RULES } from './network.ts';
import { PIPELINE_RULES } from './pipeline.ts';
import { PROTOCOL_RULES } from './protocol.ts';
import { RECEIVER_RULES } from './receiver.ts';
import { TELEMETRY_RULES } from './telemetry.ts';
import { TLS_RULES } from './tls.ts';

/** Every rule, in the order in which equally sure ones are told: along the way of a span. */
export const RULES: readonly Rule[] = [
  ...CONFIG_RULES,
  ...ENDPOINT_RULES,
  ...PIPELINE_RULES,
  ...NETWORK_RULES,
  ...TLS_RULES,
  ...PROTOCOL_RULES,
  ...AUTH_RULES,
  ...RECEIVER_RULES,
  ...TELEMETRY_RULES,
];
