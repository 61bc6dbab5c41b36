import type { TelemetryEvent } from '../../model/telemetry-event.ts';

/** An event as one line of JSON. */
export const eventJson = (event: TelemetryEvent): string => `${JSON.stringify(event)}\n`;
