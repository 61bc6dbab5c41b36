import type { FactTable } from '../model/facts.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Probe } from '../model/probe.ts';
import { openMachine } from '../processes/machine.ts';
import type { DoctorContext } from './context.ts';
import { DEEP } from './deep.ts';

/** Ports are asked for, variables are not. */
const NO_VARIABLE = (): boolean => false;

/** Fact `processes`: who on this machine holds the port of the target and those on which receivers listen. */
export const processes: Probe<FactTable, DoctorContext, 'processes', 'target'> = {
  fact: 'processes',
  needs: ['target'],
  budgetMs: 4_000,
  unless: DEEP,
  gate: ({ target }) =>
    target.url !== null && target.proxy === null && isLoopback(target.host)
      ? 'go'
      : { absent: 'the receiver is not on this machine' },
  observe: async ({ target }, context) => {
    const ports = [target.port, ...context.siblingPorts(target.port)];
    return { listeners: openMachine(NO_VARIABLE)?.listeners(ports) ?? [] };
  },
};
