import { readAlloy } from '../alloy/read-alloy.ts';
import { EXPORTERS, isProgram, readCode } from '../code/read-code.ts';
import { readFramework } from '../frameworks/read-framework.ts';
import { readMakefile } from '../make/read-makefile.ts';
import { placer } from '../place.ts';
import { shellRange } from '../shell/shell-text.ts';
import { shellWorkloads } from '../shell/shell-workloads.ts';
import type { FileKind, KindReading } from './kind.ts';
import { setsOne as holds } from './setting.ts';

const readScript =
  (label: string, from: (text: string) => number = () => 0): FileKind['read'] =>
  ({ path, text }): KindReading => {
    const start = from(text);
    const source = shellRange({ path, text, place: placer(path, text) }, start, text.length, true);
    const owner = { path, label: `${label} ${path}`, base: [], inContainer: false, kind: 'process' } as const;
    return { workloads: shellWorkloads([source], owner) };
  };

/** `web: NAME=value command`: the names of the processes stand in front of the commands. */
const readProcfile: FileKind['read'] = ({ path, text }) => {
  const place = placer(path, text);
  return {
    workloads: [...text.matchAll(/^([\w-]{1,100}):[ \t]*(\S[^\n]*)$/gm)].flatMap((line) => {
      const start = line.index + line[0].length - (line[2] ?? '').length;
      const source = shellRange({ path, text, place }, start, line.index + line[0].length, false);
      const label = `${path}, process ${line[1]}`;
      return shellWorkloads([source], { path, label, base: [], inContainer: false, kind: 'process' });
    }),
  };
};

/** Kinds in languages of their own: shells, make, Alloy, properties. */
export const SCRIPT_KINDS: readonly FileKind[] = [
  {
    ...{ name: 'shell', label: 'shell scripts', path: /\.(?:sh|bash|zsh|ksh|envrc)$|(?:^|\/)\.envrc$/ },
    holds,
    read: readScript('shell script'),
  },
  {
    ...{ name: 'make', label: 'Makefiles', path: /(?:^|\/)(?:GNU)?[Mm]akefile(?:\.[\w.-]{1,60})?$|\.mk$/ },
    holds,
    read: ({ path, text }) => ({ workloads: readMakefile(path, text) }),
  },
  {
    ...{ name: 'procfile', label: 'Procfiles', path: /(?:^|\/)Procfile[^/]*$/ },
    holds,
    read: readProcfile,
  },
  {
    ...{ name: 'alloy', label: 'Alloy configurations', path: /\.(?:alloy|river)$/ },
    holds: (text) => /^[ \t]*otelcol\.(?:receiver|exporter|processor)\./m.test(text),
    read: ({ path, text }) => ({ workloads: [], collectors: [readAlloy(path, text) ?? []].flat() }),
  },
  {
    ...{ name: 'framework', label: 'settings of Java frameworks' },
    path: /(?:^|\/)(?:application|bootstrap|microprofile-config)(?:-[\w-]{1,100})?\.(?:ya?ml|properties)$/,
    holds: (text) => /otlp|otel[.:]|opentelemetry/.test(text),
    read: readFramework,
  },
];

/** Programs, which are found by themselves: few of them say something, and those that are not deployed nothing. */
export const CODE_KIND: FileKind = {
  ...{ name: 'code', label: 'programs', path: /\.(?:py|[cm]?[jt]sx?|java|kt|go|cs)$/ },
  holds: (text, path) => isProgram(path) && EXPORTERS.test(text),
  read: ({ path, text }) => ({ workloads: readCode(path, text) }),
};
