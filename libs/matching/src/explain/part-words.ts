import type { PartName } from '../policy.js';

/** As the published account of the matching calls the parts of the points. */
export const PART_WORDS: Readonly<Record<PartName, string>> = {
  theme_fit: 'Theme fit',
  similar_context: 'Similar context',
  key_stage_and_setting: 'Key stages and setting',
  free_capacity: 'Free capacity',
  reach: 'Reach',
  mode: 'Way of working',
  fair_share: 'Fair share',
  track_record: 'Track record',
};
