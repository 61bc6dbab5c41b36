import { COLLECTOR_CAUSES, NETWORK_CAUSES } from './causes-network.ts';
import { ADDRESSES_CAUSES, SETTINGS_CAUSES } from './causes-settings.ts';
import { ANSWERS_CAUSES, TELEMETRY_CAUSES } from './causes-telemetry.ts';
import { ENCRYPTION_CAUSES, PROTOCOL_CAUSES } from './causes-way.ts';
import type { PossibleCause } from './possible-cause.ts';

/** Every possible cause, along the way of a span. */
export const POSSIBLE_CAUSES: readonly PossibleCause[] = [
  ...SETTINGS_CAUSES,
  ...ADDRESSES_CAUSES,
  ...COLLECTOR_CAUSES,
  ...NETWORK_CAUSES,
  ...ENCRYPTION_CAUSES,
  ...PROTOCOL_CAUSES,
  ...ANSWERS_CAUSES,
  ...TELEMETRY_CAUSES,
];
