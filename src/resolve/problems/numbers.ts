import type { LayeredEnvironment } from '../layers.ts';
import { type Remark, remark } from '../rules/verdict.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { givenVariable } from '../settings.ts';

const LIMITS: readonly string[] = [
  'OTEL_ATTRIBUTE_COUNT_LIMIT',
  'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT',
  'OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT',
  'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT',
  'OTEL_SPAN_EVENT_COUNT_LIMIT',
  'OTEL_SPAN_LINK_COUNT_LIMIT',
  'OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT',
  'OTEL_LINK_ATTRIBUTE_COUNT_LIMIT',
];

const BATCH: readonly string[] = [
  'OTEL_BSP_SCHEDULE_DELAY',
  'OTEL_BSP_EXPORT_TIMEOUT',
  'OTEL_BSP_MAX_QUEUE_SIZE',
  'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
];

const CODE = 'config/number-invalid';

/** SDKs that a number which is none, or a negative one, keeps from starting; the others use their default. */
const STRICT: Readonly<
  Record<string, { readonly limits: boolean; readonly batch: boolean; readonly units: boolean }>
> = {
  python: { limits: true, batch: false, units: false },
  java: { limits: true, batch: true, units: true },
  'java-agent': { limits: true, batch: true, units: true },
};

const isNumber = (text: string, units: boolean): boolean =>
  units ? /^\s*\d+\s*(?:(ns|us|ms|s|m|h|d)\s*)?$/.test(text) : /^\s*\d+\s*$/.test(text);

const check = (
  environment: LayeredEnvironment,
  name: string,
  strict: boolean,
  units: boolean,
): readonly Remark[] => {
  const given = givenVariable(environment, name);
  if (given === undefined || given.value.trim() === '' || isNumber(given.value, units)) return [];
  return [remark(given, CODE, strict ? 'does-not-start' : 'falls-back', 'not-a-number')];
};

const numberOf = (environment: LayeredEnvironment, name: string, fallback: number): number => {
  const text = environment.get(name)?.value.trim() ?? '';
  return /^\d+$/.test(text) ? Number(text) : fallback;
};

/**
 * Queue and batch against each other. Without a queue nothing is ever exported; Python refuses a batch that is larger
 * than the queue, Java and Python refuse an empty queue. Measured with the releases named in `sdks/`.
 */
const queue = (environment: LayeredEnvironment, sdk: Sdk): readonly Remark[] => {
  const size = givenVariable(environment, 'OTEL_BSP_MAX_QUEUE_SIZE');
  const batch = givenVariable(environment, 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE');
  const length = numberOf(environment, 'OTEL_BSP_MAX_QUEUE_SIZE', 2048);
  if (size !== undefined && length === 0) {
    if (sdk.name in STRICT) return [remark(size, CODE, 'does-not-start', 'queue-empty', '2048')];
    if (sdk.name === 'go' || sdk.name === 'rust')
      return [remark(size, CODE, 'sends-nothing', 'queue-empty', '2048')];
    return [];
  }
  const larger = batch !== undefined && numberOf(environment, batch.variable, 512) > length;
  if (!larger) return [];
  return [
    remark(
      batch,
      CODE,
      sdk.name === 'python' ? 'does-not-start' : 'changed',
      'batch-over-queue',
      String(length),
    ),
  ];
};

/** Numbers of batch processor and limits that are none, with what this SDK does about them. */
export const numberProblems = (environment: LayeredEnvironment, sdk: Sdk): readonly Remark[] => {
  const strict = STRICT[sdk.name];
  return [
    ...LIMITS.flatMap((name) => check(environment, name, strict?.limits === true, false)),
    ...BATCH.flatMap((name) =>
      check(environment, name, strict?.batch === true, strict?.units === true && /DELAY|TIMEOUT/.test(name)),
    ),
    ...queue(environment, sdk),
  ];
};
