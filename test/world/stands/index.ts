import type { Stand } from '../stand.ts';
import { apacheStands } from './apache.ts';
import { envoyStands } from './envoy.ts';
import { forwardStands } from './forward.ts';
import { haproxyStands } from './haproxy.ts';
import { nginxStands } from './nginx.ts';
import { otherStands } from './others.ts';
import { receiverStands } from './receivers.ts';

/** Everything in the world that the doctor is tried at. */
export const stands: readonly Stand[] = [
  ...nginxStands,
  ...haproxyStands,
  ...apacheStands,
  ...envoyStands,
  ...otherStands,
  ...forwardStands,
  ...receiverStands,
];
