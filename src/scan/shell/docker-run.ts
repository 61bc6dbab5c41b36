import type { ScannedVariable } from '../workload.ts';
import {
  assignment,
  lookupIn,
  NOTHING,
  type Pass,
  type ShellText,
  shellValue,
  slotOf,
  textOf,
  UNKNOWN,
  unquoted,
} from './assignment.ts';
import type { Word } from './lex.ts';

/** Options of `docker run` that take no value. */
const WITHOUT_VALUE =
  /^(?:-[ditP]{1,4}|--(?:rm|detach|interactive|tty|init|privileged|publish-all|read-only|quiet|no-healthcheck|oom-kill-disable|sig-proxy|disable-content-trust))$/;

interface ContainerWords {
  readonly variables: readonly ScannedVariable[];
  readonly image: string | null;
  readonly hostNetwork: boolean;
  readonly rest: readonly string[];
}

/** `NAME=value` of `-e`, with or without quotes around the whole. */
const environmentWord = (word: Word, pass: Pass): ScannedVariable | null => {
  const { source } = pass;
  const written = textOf(source, word);
  const [, quote, inner] = /^(["'])([A-Za-z_]\w*=[\s\S]*)\1$/.exec(written) ?? [];
  if (quote === undefined || inner === undefined) return assignment(word, pass, null, ' -e ');
  const front = inner.indexOf('=') + 1;
  const { value } = shellValue(quote + inner.slice(front) + quote, lookupIn(pass));
  const from = word.start + 1 + front;
  const end = word.end - 1;
  const plain = value !== null && source.text.slice(from, end) === value;
  const slot = plain ? slotOf(source, from, end, { ...UNKNOWN, quoting: 'plain' }, null) : null;
  return { name: inner.slice(0, front - 1), value, at: source.place(from), from: 'inline', slot };
};

interface Option {
  readonly name: string;
  /** As it is glued on with `=`, or the word behind it. */
  readonly value: string;
  readonly word: Word | undefined;
  /** Words that it takes. */
  readonly taken: number;
}

const optionAt = (words: readonly Word[], at: number, text: string, source: ShellText): Option => {
  const [, name = text, glued] = /^(--[\w-]+)=([\s\S]*)$/.exec(text) ?? [];
  const next = words[at + 1];
  if (glued !== undefined || WITHOUT_VALUE.test(name))
    return { name, value: glued ?? '', word: undefined, taken: 1 };
  return { name, value: next === undefined ? '' : unquoted(source, next), word: next, taken: 2 };
};

/** The network of the host, or of something that is not known. */
const sharesNetwork = (name: string, value: string): boolean =>
  /^--net(?:work)?$/.test(name) && (value === 'host' || /^container:|\$/.test(value));

/** What `docker run` is given: options with their values, up to the image. */
export const containerWords = (words: readonly Word[], pass: Pass): ContainerWords => {
  const { source } = pass;
  const variables: ScannedVariable[] = [];
  let hostNetwork = false;
  for (let at = 0; at < words.length; ) {
    const text = unquoted(source, words[at] ?? NOTHING);
    if (!text.startsWith('-')) {
      const rest = words.slice(at + 1).map((one) => unquoted(source, one));
      return { variables, image: /[$`]/.test(text) ? null : text, hostNetwork, rest };
    }
    const { name, value, word, taken } = optionAt(words, at, text, source);
    at += taken;
    hostNetwork ||= sharesNetwork(name, value);
    const given = /^(?:-e|--env)$/.test(name) && word !== undefined ? environmentWord(word, pass) : null;
    if (given !== null) variables.push(given);
  }
  return { variables, image: null, hostNetwork, rest: [] };
};
