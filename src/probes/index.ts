import { container } from './container.ts';
import { control } from './control.ts';
import { detour } from './detour.ts';
import { dns } from './dns.ts';
import { files } from './files.ts';
import { hops } from './hops.ts';
import { hosts } from './hosts.ts';
import { port } from './port.ts';
import { processes } from './processes.ts';
import { proxy } from './proxy.ts';
import { readBack } from './read-back.ts';
import { routes } from './routes.ts';
import { send } from './send.ts';
import { survey } from './survey.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';
import { meaning, vendor } from './vendor.ts';

/** Every probe of the main job; which of them run follows from the facts that are wanted. */
export const PROBES = [
  dns,
  tcp,
  proxy,
  detour,
  files,
  tls,
  send,
  hops,
  readBack,
  routes,
  port,
  survey,
  container,
  hosts,
  control,
  processes,
  vendor,
  meaning,
] as const;
