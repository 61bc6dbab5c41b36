import type { Case } from './case.ts';
import { configCases } from './config.ts';
import { endpointCases } from './endpoint.ts';
import { healthyCases } from './healthy.ts';
import { healthyNetworks, networkCases } from './network.ts';
import { oddCases } from './oddities.ts';
import { pairCases } from './pairs.ts';
import { protocolCases } from './protocol.ts';
import { receiverCases } from './receiver.ts';
import { socketCases } from './sockets.ts';
import { tlsCases } from './tls.ts';
import { vendorCases } from './vendors.ts';

/** Every case of the lab, the healthy ones first, then along the way of a span. */
export const cases: readonly Case[] = [
  ...healthyCases,
  ...healthyNetworks,
  ...configCases,
  ...endpointCases,
  ...networkCases,
  ...socketCases,
  ...tlsCases,
  ...protocolCases,
  ...receiverCases,
  ...oddCases,
  ...vendorCases,
  ...pairCases,
];
