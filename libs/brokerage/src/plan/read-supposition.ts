import {
  BadInput,
  parseHalfTerm,
  parseUrn,
  type FieldError,
  type HalfTermId,
  type NeedId,
  type SchoolUrn,
} from '@app/kernel';
import type { Days, Snapshot } from '@app/matching';
import { GROUP_KINDS, MARK_KINDS } from './plan-mark.entity.js';
import type { StandingGroup, StandingMark } from './standing-marks.js';

/** What somebody supposes of a plan: at least one thing. */
export interface Supposition {
  readonly marks?: readonly { readonly need: string; readonly supporter: string; readonly kind: string }[];
  /** Half-days that a supporter has more in a half-term, or fewer where below 0. */
  readonly days?: readonly {
    readonly supporter: string;
    readonly halfTerm: string;
    readonly halfDays: number;
  }[];
  /** A need would have a partner of a group, or nobody; in the place of what is asked for it already. */
  readonly groups?: readonly {
    readonly need: string;
    /** `special`, `alternative_provision` or `named`. */
    readonly group: string;
    /** Where they are named. */
    readonly schools: readonly string[];
  }[];
  /** As if no broker had locked or barred anything, or asked for a group. */
  readonly withoutMarks?: boolean;
}

export type SupposedDays = Pick<Days, 'school' | 'halfTerm'> & { readonly halfDays: number };

/** As many things as a person can keep apart when the plans stand side by side. */
const MOST = 20;
const MOST_HALF_DAYS = 200;

interface Read {
  readonly marks: readonly StandingMark[];
  readonly days: readonly SupposedDays[];
  readonly groups: readonly StandingGroup[];
}

/** @throws BadInput naming each thing that the plan does not hold. */
export function readSupposition(snapshot: Snapshot, asked: Supposition): Read {
  const { marks = [], days = [], groups = [], withoutMarks = false } = asked;
  const reader = new SuppositionReader(snapshot);
  const read = {
    marks: marks.map((mark, at) => reader.mark(mark, `marks.${String(at)}`)),
    days: days.map((each, at) => reader.days(each, `days.${String(at)}`)),
    groups: groups.map((group, at) => reader.group(group, `groups.${String(at)}`)),
  };
  if (new Set(read.groups.map(({ need }) => need)).size < read.groups.length)
    reader.say('groups', 'Suppose one group for a need');
  const many = marks.length + days.length + groups.length;
  if (many === 0 && !withoutMarks) reader.say('', 'Say what to suppose');
  if (many > MOST) reader.say('', `Suppose ${String(MOST)} things or fewer at once`);
  reader.finish();
  return read;
}

type Each<Name extends 'marks' | 'days' | 'groups'> = NonNullable<Supposition[Name]>[number];

class SuppositionReader {
  private readonly faults: FieldError[] = [];
  private readonly schools: ReadonlySet<string>;
  private readonly askers: ReadonlyMap<string, SchoolUrn>;

  constructor(private readonly snapshot: Snapshot) {
    this.schools = new Set(snapshot.schools.map(({ urn }) => urn));
    this.askers = new Map(snapshot.needs.map(({ id, school }) => [id, school]));
  }

  mark({ need, supporter, kind }: Each<'marks'>, path: string): StandingMark {
    const known = MARK_KINDS.find((each) => each === kind);
    if (!known) this.say(`${path}.kind`, 'Choose whether to lock it or to bar it');
    const found = this.need(need, `${path}.need`);
    return { need: found, supporter: this.school(supporter, `${path}.supporter`), kind: known ?? 'lock' };
  }

  days({ supporter, halfTerm, halfDays }: Each<'days'>, path: string): SupposedDays {
    const known = this.snapshot.halfTerms.find(({ id }) => id === parseHalfTerm(halfTerm))?.id;
    if (!known) this.say(`${path}.halfTerm`, 'Choose a half-term that is not over');
    if (!Number.isInteger(halfDays) || halfDays === 0 || Math.abs(halfDays) > MOST_HALF_DAYS)
      this.say(`${path}.halfDays`, 'Enter how many days more or fewer, at most 100');
    const school = this.school(supporter, `${path}.supporter`);
    return { school, halfTerm: known ?? ('2000/01-1' as HalfTermId), halfDays };
  }

  group({ need, group, schools }: Each<'groups'>, path: string): StandingGroup {
    const kind = GROUP_KINDS.find((each) => each === group);
    if (!kind) this.say(`${path}.group`, 'Choose whom one partner is to be of');
    const found = this.need(need, `${path}.need`);
    if (kind !== 'named') return { need: found, kind: kind ?? 'special', schools: [] };
    const named = schools.map((each) => this.school(each, `${path}.schools`));
    if (named.length === 0 || named.includes(this.askers.get(found) ?? ('' as SchoolUrn)))
      this.say(`${path}.schools`, 'Choose at least one school that could help');
    return { need: found, kind, schools: [...new Set(named)] };
  }

  say(path: string, message: string): void {
    this.faults.push({ path, message });
  }

  /** @throws BadInput */
  finish(): void {
    if (this.faults.length > 0) throw new BadInput(this.faults);
  }

  private need(given: string, path: string): NeedId {
    if (!this.askers.has(given)) this.say(path, 'Choose a need of the plan');
    return given as NeedId;
  }

  private school(given: string, path: string): SchoolUrn {
    const urn = parseUrn(given);
    if (urn !== null && this.schools.has(urn)) return urn;
    this.say(path, 'Choose a school of the area');
    return '' as SchoolUrn;
  }
}
