import { ANY_ANSWER } from './any-answer.ts';
import { ANY_CONNECTION } from './any-connection.ts';
import { ANY_TLS } from './any-tls.ts';
import { CLIENTS } from './clients.ts';
import { COLLECTOR } from './collector.ts';
import { CPP } from './cpp.ts';
import { DOTNET } from './dotnet.ts';
import { ERLANG } from './erlang.ts';
import { GO } from './go.ts';
import { JAVA } from './java.ts';
import { JS } from './js.ts';
import type { KnownMessage } from './message.ts';
import { PHP } from './php.ts';
import { PYTHON } from './python.ts';
import { RUBY } from './ruby.ts';
import { RUST } from './rust.ts';
import { SETUP } from './setup.ts';
import { TELEMETRY } from './telemetry.ts';

export type { KnownMessage } from './message.ts';

/** Every known message, in order of priority: an SDK's own words before the causes that any of them may wrap. */
export const MESSAGES: readonly KnownMessage[] = [
  ...TELEMETRY,
  ...SETUP,
  ...PYTHON,
  ...JS,
  ...JAVA,
  ...GO,
  ...DOTNET,
  ...RUBY,
  ...PHP,
  ...RUST,
  ...CPP,
  ...ERLANG,
  ...COLLECTOR,
  ...CLIENTS,
  ...ANY_TLS,
  ...ANY_CONNECTION,
  ...ANY_ANSWER,
];
