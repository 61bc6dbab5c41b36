import type { UnknownValues } from '../resolve/certain.ts';
import { type LayeredEnvironment, mergeLayers } from '../resolve/layers.ts';
import { isRead } from '../resolve/variables.ts';
import { isReceiverImage } from './guess-sdk.ts';
import type { Workload } from './workload.ts';

const FAMILY = /^(?:OTEL|OTLP|OPENTELEMETRY)[_.-]/i;

/** Whether there is anything to judge: settings of telemetry, on something that is no receiver itself. */
export const isJudged = ({ variables, collectorConfigs, image }: Workload): boolean =>
  collectorConfigs.length === 0 &&
  !isReceiverImage(image?.name ?? null) &&
  variables.some(({ name }) => FAMILY.test(name));

/** The variables of a workload as settings, each with its file and line. */
export const environmentOf = ({ variables }: Workload): LayeredEnvironment =>
  mergeLayers([
    {
      values: Object.fromEntries(
        variables.flatMap(({ name, value, at }) =>
          value === null || !(isRead(name) || FAMILY.test(name))
            ? []
            : [[name, { value, source: { kind: 'file', name, path: at.path, line: at.line } }]],
        ),
      ),
    },
  ]);

/** What is set and not told by the files. */
export const unknownValues = ({ variables, complete }: Workload): UnknownValues => ({
  names: variables.flatMap(({ name, value }) => (value === null ? [name] : [])),
  complete,
});
