import { SIGNALS } from '../../model/signal.ts';
import type { LayeredEnvironment } from '../layers.ts';
import { type Remark, remark } from '../rules/verdict.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { givenVariable, isSet } from '../settings.ts';
import { generalVariable, signalVariable } from '../variables.ts';

const ENDPOINTS: readonly string[] = [
  generalVariable('ENDPOINT'),
  ...SIGNALS.map((signal) => signalVariable('ENDPOINT', signal)),
];

/** Endpoints that are there without a value; where an SDK takes such a value for one, the endpoint itself is what is wrong. */
export const emptyEndpoints = (environment: LayeredEnvironment, { unset }: Sdk): readonly Remark[] =>
  ENDPOINTS.flatMap((name) => {
    const given = givenVariable(environment, name);
    if (given === undefined || given.value.trim() !== '') return [];
    const isTaken = isSet(given.value, unset.http.all) || isSet(given.value, unset.grpc.all);
    return isTaken ? [] : [remark(given, 'config/variable-empty', 'falls-back', 'empty')];
  });
