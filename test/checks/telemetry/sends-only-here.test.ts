import sendsOnlyHere from '../../../checks/telemetry/sends-only-here.ts';
import type { ProgramFact } from '../../../src/model/application.ts';
import { sampleApplication } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const program = (waits: ProgramFact['waits']): ProgramFact => ({
  ...{ title: 'Claude Code', signals: ['metrics', 'logs'], waits, tells: false },
});

const ENDPOINT = { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', given: false, example: 'http://collector:4318' };

const nothing = { spans: 0, metricPoints: 0, logRecords: 0 };

checkTester(sendsOnlyHere)
  .fires(
    'where the doctor alone named a destination',
    { application: sampleApplication({ program: program(ENDPOINT) }) },
    {
      says: 'sends nothing when it runs alone',
      fix: 'export OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318',
    },
  )
  .silent('where it has all that it needs', { application: sampleApplication({ program: program(null) }) })
  .silent('for an application with an SDK of its own', { application: sampleApplication() })
  .silent('where nothing arrived, which is a finding of its own', {
    application: sampleApplication({ program: program(ENDPOINT), received: nothing }),
  });
