import type { SchoolUrn } from '@app/kernel';
import type { Change } from '../counterfactual/change.js';
import type { PartName } from '../policy.js';
import type { Depth, EvidenceKind, Mode } from '../words.js';
import { days, kilometres, pairNames, type Between, type Names } from './names.js';

const MODE_WORDS: Readonly<Record<Mode, string>> = {
  in_person: 'in person',
  remote: 'remotely',
  hybrid: 'partly in person, partly remotely',
};
const DEPTH_WORDS: Readonly<Record<Depth, string>> = {
  can_work_alongside: 'could work alongside',
  can_host: 'could host a visit',
  can_talk: 'could talk it through',
};
const EVIDENCE_WORDS: Readonly<Record<EvidenceKind, string>> = {
  released_review: 'a released review',
  adviser_visit: 'an adviser’s visit',
  impact: 'evaluated impact',
  inspection: 'an inspection',
  data: 'data',
  declared: 'its own word with how it knows',
};
const PART_WORDS: Readonly<Record<PartName, string>> = {
  theme_fit: 'theme fit',
  similar_context: 'similar context',
  key_stage_and_setting: 'key stage and setting',
  free_capacity: 'free capacity',
  reach: 'reach',
  mode: 'mode',
  fair_share: 'fair share',
  track_record: 'track record',
};

/** The condition under which the outcome would be another: it can follow "It would come first ". No last full stop. */
export function sayChange(
  change: Change,
  names: Names,
  between: Between & { readonly supporter?: SchoolUrn } = {},
): string {
  const { supporter, asker } = pairNames(between, names);
  switch (change.kind) {
    case 'days':
      return `if ${supporter} had ${days(change.halfDays)} more in half-term ${change.halfTerm}`;
    case 'supporter_travel':
      return `if ${supporter} travelled up to ${kilometres(change.metres)}`;
    case 'asker_travel':
      return `if ${asker} accepted help from up to ${kilometres(change.metres)} away`;
    case 'supporter_mode':
      return `if ${supporter} also helped ${MODE_WORDS[change.mode]}`;
    case 'asker_mode':
      return `if ${asker} also accepted help ${MODE_WORDS[change.mode]}`;
    case 'depth':
      return `if ${supporter} ${DEPTH_WORDS[change.depth]} on ${names.theme(change.theme)}`;
    case 'evidence':
      return `if ${supporter} had ${EVIDENCE_WORDS[change.evidence]} on ${names.theme(change.theme)} this year`;
    case 'weight':
      return `if ${String(change.points)} of 1,000 points moved from ${PART_WORDS[change.from]} to ${PART_WORDS[change.to]} in the policy`;
  }
}
