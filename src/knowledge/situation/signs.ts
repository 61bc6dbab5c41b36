import { ANSWER_SIGNS } from './signs-answers.ts';
import { DEPLOYMENT_SIGNS } from './signs-deployment.ts';
import { NETWORK_SIGNS } from './signs-network.ts';
import { SENDER_SIGNS } from './signs-sender.ts';
import { SETTING_SIGNS } from './signs-settings.ts';
import { WAY_SIGNS } from './signs-way.ts';

/** Every sign by which a text tells a fact of the situation. */
export const SIGNS = [
  ...SENDER_SIGNS,
  ...SETTING_SIGNS,
  ...DEPLOYMENT_SIGNS,
  ...NETWORK_SIGNS,
  ...WAY_SIGNS,
  ...ANSWER_SIGNS,
] as const;

/** A fact of the situation that a text may tell. */
export type SituationFact = (typeof SIGNS)[number]['fact'];
