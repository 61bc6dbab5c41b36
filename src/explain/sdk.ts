import { byText, LANGUAGES } from '../knowledge/languages/index.ts';
import type { MessageClue, SdkClue } from './reading.ts';

const NAMED = new Set<string>(LANGUAGES.map(({ sdk }) => sdk));

/** A JVM with the agent, in a command line or in words. */
const AGENT = /-javaagent|opentelemetry-javaagent|\bjava agent\b|otel\.javaagent/i;

/** The SDK that the text is about: by the messages that only one SDK writes, then by its words; null when it does not tell. */
export const readSdk = (text: string, messages: readonly MessageClue[]): SdkClue | null => {
  const own = messages.find(({ match }) => NAMED.has(match.message.sdk));
  const agent = AGENT.exec(text);
  if (own && !(agent && own.match.message.sdk === 'java'))
    return { sdk: own.match.message.sdk, start: own.start, end: own.end };
  const found = byText(text);
  if (agent === null || found?.sdk === 'rust') return found;
  return { sdk: 'java-agent', start: agent.index, end: agent.index + agent[0].length };
};
