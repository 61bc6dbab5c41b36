import { exporterWorkload } from '../exporter-workload.ts';
import { placer, startOfLine } from '../place.ts';
import type { Slot, Workload } from '../workload.ts';
import { LANGUAGES, type Language, type Literal } from './literals.ts';

/** Tests, examples, what others wrote and what programs write say nothing of a deployment. */
const NOT_DEPLOYED =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|integration|examples?|samples?|demos?|fixtures|testdata|docs?|bench(?:marks?)?|mocks?|third_party|external|generated)\/|(?:_test\.go|[._-](?:test|spec|stories)\.[cm]?[jt]sx?|Tests?\.(?:java|kt|cs)|(?:^|\/)(?:test_[^/]{1,100}|conftest)\.py|\.d\.ts|\.min\.js)$/i;

/** Whether a file is a program whose literals may be read. */
export const isProgram = (path: string): boolean =>
  LANGUAGES.some(({ files }) => files.test(path)) && !NOT_DEPLOYED.test(path);

/** Words of which a program with such an exporter has one. */
export const EXPORTERS =
  /OTLP\w{1,40}Exporter|Otlp(?:Http|Grpc)\w{1,20}Exporter|otlp(?:trace|metric|log)(?:http|grpc)\.|AddOtlpExporter/;

const COMMENT = /^\s*(?:#|\/\/|\*|\/\*)/;

/** Whether an offset lies in a comment, or in a text of several lines that Python keeps for its readers. */
const isTalk = (text: string, { start }: Literal, sdk: string): boolean => {
  if (COMMENT.test(text.slice(startOfLine(text, start), start))) return true;
  return sdk === 'python' && text.slice(0, start).split('"""').length % 2 === 0;
};

const workloadOf = (
  path: string,
  { sdk, plainHosts }: Language,
  { signal, protocol, value, start, spelt }: Literal,
  place: ReturnType<typeof placer>,
): Workload => {
  const at = place(start);
  const plain = plainHosts && protocol === 'grpc' && !value.includes('://');
  const slot: Slot = {
    ...{ path, start, end: start + value.length, quoting: 'verbatim', dialect: 'plain', front: '' },
    ...{ segments: [], entry: null },
  };
  return exporterWorkload(
    { id: `${path}#${at.line}`, label: `the program ${path}`, kind: 'process', group: path, sdk },
    { signal, protocol, url: plain ? `http://${value}` : value, at, slot: plain ? null : slot, spelt },
  );
};

/** Exporters that a program makes with endpoints that are written out; what is computed is not known. */
export const readCode = (path: string, text: string): readonly Workload[] => {
  const language = LANGUAGES.find(({ files }) => files.test(path));
  if (language === undefined) return [];
  const place = placer(path, text);
  return language
    .find(text)
    .filter((literal) => !isTalk(text, literal, language.sdk))
    .map((literal) => workloadOf(path, language, literal, place));
};
