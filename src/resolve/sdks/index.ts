import { FLAVOURS } from '../flavours/index.ts';
import { cpp } from './cpp.ts';
import { dotnet } from './dotnet.ts';
import { erlang } from './erlang.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javaAgent } from './java-agent.ts';
import { js } from './js.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';
import { swift } from './swift.ts';

/** Every SDK whose meaning of the settings is known, the specification first. */
export const SDKS: readonly Sdk[] = [
  spec,
  js,
  python,
  java,
  javaAgent,
  go,
  dotnet,
  ruby,
  php,
  rust,
  cpp,
  erlang,
  swift,
];

/** Everything that settings may be read as: the SDKs, and behind them what has one of them inside. */
export const READERS: readonly Sdk[] = [...SDKS, ...FLAVOURS];

/** Looks an SDK or a flavour up by name; undefined when it is not known. */
export const findSdk = (name: string): Sdk | undefined => READERS.find((sdk) => sdk.name === name);
