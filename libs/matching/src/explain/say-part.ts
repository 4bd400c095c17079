import type {
  FairShareFact,
  FreeCapacityFact,
  KeyStageFact,
  ModeFact,
  PartFact,
  ReachFact,
  SimilarContextFact,
  TrackRecordFact,
} from '../pair-score.js';
import type { KeyStage, Mode, Setting } from '../words.js';
import { listed } from '@app/kernel';
import { counted, days, inDays, kilometres, type Names } from './names.js';
import { sayThemeFit } from './say-theme-fit.js';

/** Why a part has its points, as one short phrase that can follow a colon: `11.4 km in a straight line`. */
export function sayPart(fact: PartFact, names: Names): string {
  switch (fact.part) {
    case 'theme_fit':
      return sayThemeFit(fact, names);
    case 'similar_context':
      return saySimilarContext(fact);
    case 'key_stage_and_setting':
      return sayKeyStages(fact);
    case 'free_capacity':
      return sayFreeCapacity(fact);
    case 'reach':
      return sayReach(fact);
    case 'mode':
      return sayMode(fact);
    case 'fair_share':
      return sayFairShare(fact);
    case 'track_record':
      return sayTrackRecord(fact);
  }
}

function saySimilarContext({ measures, nearer, compared, least }: SimilarContextFact): string {
  if (nearer !== null && compared !== null) {
    const place = nearer === 0 ? 'nearest' : `${ordinal(nearer + 1)} nearest`;
    return `${place} of ${counted(compared, 'school', 'schools')} on ${counted(measures.length, 'published measure', 'published measures')}`;
  }
  return measures.length < least
    ? `not known: ${String(measures.length)} of ${String(least)} measures published for both`
    : 'not known: not among the open schools compared';
}

function ordinal(place: number): string {
  const isTeen = place % 100 >= 11 && place % 100 <= 13;
  const endings: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };
  return `${String(place)}${isTeen ? 'th' : (endings[place % 10] ?? 'th')}`;
}

const SETTING_WORDS: Readonly<Record<Setting, string>> = {
  mainstream: 'a mainstream school',
  special: 'a special school',
  alternative_provision: 'alternative provision',
};

function sayKeyStages({ served, asked, setting, supporterSetting }: KeyStageFact): string {
  const missing = asked.filter((stage) => !served.includes(stage));
  const stages = served.length === 0 ? 'serves none of the key stages' : `serves ${stagesOf(served)}`;
  const without = served.length > 0 && missing.length > 0 ? `, not ${stagesOf(missing)}` : '';
  // Mainstream schools need not look for their like.
  if (setting === 'mainstream') return `${stages}${without}`;
  const like =
    setting === supporterSetting ? `also ${SETTING_WORDS[setting]}` : SETTING_WORDS[supporterSetting];
  return `${stages}${without}, ${like}`;
}

function stagesOf(stages: readonly KeyStage[]): string {
  const numbers = stages.flatMap((stage) => (stage === 'EY' ? [] : [stage.slice(2)]));
  const numbered = `${numbers.length === 1 ? 'key stage' : 'key stages'} ${listed(numbers)}`;
  if (!stages.includes('EY')) return numbered;
  return numbers.length === 0 ? 'early years' : `early years and ${numbered}`;
}

function sayFreeCapacity({ declared, free, wanted, left, askMe }: FreeCapacityFact): string {
  if (declared === 0) return askMe ? 'not known: the school asks to be asked for days' : 'no days declared';
  const stands = `${inDays(free)} of ${days(declared)} free`;
  if (free < wanted) return `${stands}, fewer than the ${inDays(wanted)} wanted`;
  return `${stands}, ${left === 0 ? 'none' : inDays(left)} would be left`;
}

function sayReach({ metres, limitMetres, remote }: ReachFact): string {
  if (metres === null) return remote ? 'remotely' : 'not known: a place is not on record';
  const line = `${kilometres(metres)} in a straight line`;
  if (remote) return metres > limitMetres ? `${line}, so remotely` : `${line}, or remotely`;
  return line;
}

const MODE_WORDS: Readonly<Record<Mode, string>> = {
  in_person: 'in person',
  remote: 'remote',
  hybrid: 'partly in person, partly remote',
};

function sayMode({ answer, asked, offered }: ModeFact): string {
  const either = (modes: readonly Mode[]): string => modes.map((each) => MODE_WORDS[each]).join(' or ');
  if (answer === 'wanted') return `${either(asked.filter((each) => offered.includes(each)))} as asked`;
  return `${either(offered)}, asked for ${either(asked)}`;
}

function sayFairShare({ asked, given }: FairShareFact): string {
  if (asked === 0 && given === 0) return 'not asked and nothing given this year';
  return `${timesAsked(asked)}, ${given === 0 ? 'nothing' : days(given)} given this year`;
}

function timesAsked(times: number): string {
  if (times === 0) return 'not asked';
  if (times === 1) return 'asked once';
  return times === 2 ? 'asked twice' : `asked ${String(times)} times`;
}

function sayTrackRecord({ evaluated, met, pooled, leastPooled }: TrackRecordFact): string {
  if (pooled < leastPooled) return `too few evaluated yet (${String(pooled)} of ${String(leastPooled)})`;
  if (evaluated === 0) return 'none of its own evaluated yet, so the average stands';
  return `${String(met)} of ${String(evaluated)} evaluated met what was agreed`;
}
