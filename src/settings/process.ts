import { isRead } from '../resolve/variables.ts';

/** Variables that Node and the exporters' libraries would act on by themselves. */
const isActedOn = (name: string): boolean => isRead(name) || /^(grpc_|GRPC_)/.test(name);

/**
 * Takes the variables that the doctor judges out of its own process: the official exporters and grpc-js read them too,
 * and would mix them into a test that is to be sent with exactly the settings of one candidate.
 */
export const takeEnvironment = (
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Readonly<Record<string, string>> => {
  const taken: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || !isActedOn(name)) continue;
    // Windows has names without regard to case: how they are spelt says nothing there.
    taken[platform === 'win32' && /^otel/i.test(name) ? name.toUpperCase() : name] = value;
    delete environment[name];
  }
  return taken;
};

let running = 0;
let taken: Readonly<Record<string, string>> = {};

/** Runs something while the variables that exporters act on are out of this process; the last run that ends puts them back. */
export const withoutOwnSettings = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  if (running === 0) taken = takeEnvironment(process.env);
  running += 1;
  try {
    return await run();
  } finally {
    running -= 1;
    // What the program has set meanwhile is its own and stays.
    if (running === 0) for (const [name, value] of Object.entries(taken)) process.env[name] ??= value;
  }
};
