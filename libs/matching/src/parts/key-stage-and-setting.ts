import type { KeyStageFact } from '../pair-score.js';
import type { Problem } from '../problem.js';
import type { Need, Offer, School } from '../snapshot/snapshot.js';
import type { KeyStage } from '../words.js';
import type { Measured } from './part.js';

export function servedStages(need: Need, offer: Offer): readonly KeyStage[] {
  return need.keyStages.filter((stage) => offer.keyStages.includes(stage));
}

/** The share of key stages served. Special and alternative settings look for their like; mainstream schools need not. */
export function keyStageAndSetting(
  { policy }: Problem,
  need: Need,
  offer: Offer,
  asker: School,
  supporter: School,
): Measured<KeyStageFact> {
  const served = servedStages(need, offer);
  const alike = asker.setting === 'mainstream' || asker.setting === supporter.setting;
  return {
    share: {
      over: served.length * (alike ? 100 : policy.setting.unlike),
      under: need.keyStages.length * 100,
    },
    fact: {
      part: 'key_stage_and_setting',
      served,
      asked: need.keyStages,
      setting: asker.setting,
      supporterSetting: supporter.setting,
    },
  };
}
