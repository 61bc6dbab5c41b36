import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/header-empty',
  title: 'A header has no value',
  otherwise: 'warning',
  why: `An entry of the header list ends behind its \`=\`: a variable that was to fill it in is not set where the list is made. Some SDKs leave the
header out, others send it without a value. Receivers answer either with 401, or take the data and drop it (MLflow does so with an empty
experiment).

Set the variable, or take the entry out.`,
  reasons: { 'no-value': ' has an entry without a value' },
  means: {
    'no-value':
      'Such a header says nothing, or is not sent at all; usually a variable is unset where the list is made.',
  },
  causes: ({ http, grpc }) =>
    http?.status === 401 || http?.status === 403 || grpc?.status === 16 || grpc?.status === 7,
  fix: 'Give the header its value',
  advice: 'Set the variable that fills it in where the list is made, or take the entry out.',
  explains: ['auth/missing', 'auth/rejected', 'auth/tenant-missing'],
  inGeneral: {
    title: 'Give every header a value',
    text: 'OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20YOUR_TOKEN, and nothing that ends in =.',
  },
  example: {
    variable: 'OTEL_EXPORTER_OTLP_HEADERS',
    shown: null,
    effect: 'ignored',
    detail: 'no-value',
    repaired: null,
  },
});
