import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/number-invalid',
  title: 'A number of the batch processor or a limit is invalid',
  otherwise: 'warning',
  why: `A variable that wants a whole number (queue and batch sizes, delays, attribute limits) holds something else, or numbers that do not fit together: a batch larger than the queue, an empty queue. Java and Python refuse to start with some of them, the others use their defaults.

Write a whole number, or unset the variable.`,
  reasons: {
    'not-a-number': ' is not a whole number',
    'queue-empty': ' is 0: without a queue nothing is exported',
    'batch-over-queue': ' is larger than the queue',
  },
  fix: 'Write a number that fits',
  advice: 'Write a whole number, or unset the variable.',
  example: {
    variable: 'OTEL_BSP_MAX_QUEUE_SIZE',
    shown: '0',
    effect: 'does-not-start',
    detail: 'queue-empty',
    repaired: '2048',
  },
});
