import { writeFileSync } from 'node:fs';
import { findPart } from '../../lab/find-part.ts';
import { createPlace, createWorldCertificates } from '../place.ts';
import { startReceiver } from '../receivers.ts';
import { askIn } from './ask-in.ts';
import { type RecordedName, recordedFile, recordings } from './catalogue.ts';
import { questions } from './questions.ts';
import type { Answer, RecordedPort, Recording } from './recording.ts';

/** Asks the receivers that are on this machine everything and writes what they answer; with names, these only. */
const write = (line: string): void => void process.stdout.write(`${line}\n`);

async function record(name: RecordedName, certificates: string): Promise<void> {
  const { program, version, options, ports, matters } = recordings[name];
  const place = await createPlace(certificates);
  try {
    await startReceiver(place, program, options);
    const asked = await askIn(place, {
      ports: ports.map(({ port, prefixes, headers }) => ({ port, http: questions(prefixes, headers) })),
    });
    const recording: Recording = { about: { program, version, options, matters }, ...numbered(asked) };
    writeFileSync(recordedFile(name), inLines(recording));
    write(
      `${name}: ${asked.map(({ http }) => http.length).join(' + ')} questions, ${recording.answers.length} answers`,
    );
  } finally {
    await place.remove();
  }
}

/** Each answer once. */
function numbered(asked: readonly RecordedPort<Answer>[]): Pick<Recording, 'answers' | 'ports'> {
  const texts = [...new Set(asked.flatMap(({ http }) => http.map(({ answer }) => JSON.stringify(answer))))];
  const ports = asked.map((port) => ({
    ...port,
    http: port.http.map(({ question, answer }) => ({
      question,
      answer: texts.indexOf(JSON.stringify(answer)),
    })),
  }));
  return { answers: texts.map((text) => JSON.parse(text) as Answer), ports };
}

/** JSON with a line for each answer and each question, so that a difference can be read. */
function inLines({ about, answers, ports }: Recording): string {
  const list = (values: readonly unknown[]) => values.map((value) => `\n${JSON.stringify(value)}`).join(',');
  const each = ports.map(
    ({ port, http, grpc, tls }) =>
      `\n{"port":${port},"tls":${JSON.stringify(tls)},"grpc":[${list(grpc)}],"http":[${list(http)}]}`,
  );
  return `{"about":${JSON.stringify(about)},"answers":[${list(answers)}],"ports":[${each.join(',')}]}\n`;
}

const wanted = process.argv.slice(2);
const certificates = await createWorldCertificates();
for (const name of Object.keys(recordings) as RecordedName[]) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { program } = recordings[name];
  if (findPart(program) === undefined) write(`${name}: left out, ${program} is missing: run .ci/world`);
  else await record(name, certificates);
}
