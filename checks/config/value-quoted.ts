import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/value-quoted',
  title: 'A value has quotes around it',
  otherwise: 'warning',
  why: `The quotes are part of the value: Compose \`environment:\` lists, \`docker run --env-file\`, systemd and Windows \`set\` do not take them off. The SDK then sees a value that it does not know.

Write it without quotes.`,
  reasons: { quoted: ' has literal quotes around its value' },
  fix: 'Write the value without quotes',
  advice: 'Write the value without quotes.',
  inGeneral: {
    title: 'Write the value without quotes',
    text: 'Compose lists, env files of docker run and systemd keep quotes as a part of the value.',
  },
  example: {
    variable: 'OTEL_TRACES_SAMPLER',
    shown: '"always_on"',
    effect: 'falls-back',
    detail: 'quoted',
    repaired: 'always_on',
  },
});
