import type { Case } from './case.ts';
import { endpointCases } from './endpoint.ts';
import { healthyCases } from './healthy.ts';
import { protocolCases } from './protocol.ts';

/** Every case of the lab, the healthy ones first. */
export const cases: readonly Case[] = [...healthyCases, ...endpointCases, ...protocolCases];
