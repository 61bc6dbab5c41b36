import { dotnet } from './dotnet.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javaAgent } from './java-agent.ts';
import { js } from './js.ts';
import { python } from './python.ts';
import type { Sdk } from './sdk.ts';
import { spec } from './spec.ts';

/** Every SDK whose meaning of the settings is known, the specification first. */
export const SDKS: readonly Sdk[] = [spec, js, python, java, javaAgent, go, dotnet];

/** Looks an SDK up by name; undefined when it is not known. */
export const findSdk = (name: string): Sdk | undefined => SDKS.find((sdk) => sdk.name === name);
