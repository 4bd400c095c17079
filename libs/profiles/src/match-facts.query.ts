import {
  listFilter,
  type Clock,
  type HalfTermId,
  type LocalDate,
  type Matrix,
  type NeedId,
  type OfferId,
  type Priority,
  type SchoolUrn,
  type ThemeId,
} from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { Approach, KeyStageName, Mode } from './need/need-wording.js';
import { NEED_COLUMNS } from './need/need.policy.js';
import type { OfferedTheme } from './offer/offered-theme.js';

/** A need as a run may see it: no word of its text. */
export interface MatchNeed {
  readonly id: NeedId;
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly state: 'open' | 'proposed';
  readonly primaryTheme: ThemeId;
  readonly secondaryThemes: readonly ThemeId[];
  readonly keyStages: readonly KeyStageName[];
  readonly priority: Priority;
  /** In each half-term of the window. */
  readonly halfDaysWanted: number;
  readonly windowFrom: HalfTermId;
  readonly windowTo: HalfTermId;
  readonly partnersWanted: number;
  readonly modes: readonly Mode[];
  readonly travelKm: number | null;
  readonly approach: Approach;
  readonly wishes: readonly SchoolUrn[];
  readonly earliestStart: LocalDate | null;
  readonly waitingSince: LocalDate;
}

/** Of one supporter in one half-term; shared by all offers of that school. */
export interface MatchDays {
  readonly halfTerm: HalfTermId;
  readonly declared: number;
  /** Half-days that can be booked: declared less booked; 0 where the window is closed. */
  readonly bookable: number;
  /** None can be booked yet, and the school is listed all the same. */
  readonly askMe: boolean;
}

export interface MatchOffer {
  readonly id: OfferId;
  readonly urn: SchoolUrn;
  readonly themes: readonly OfferedTheme[];
  readonly keyStages: readonly KeyStageName[];
  readonly modes: readonly Mode[];
  readonly travelKm: number | null;
  readonly notWith: readonly SchoolUrn[];
  readonly maxPartners: number;
  readonly minPartners: number;
  /** Paused, or its school said not this term: listed with its refusal, never proposed. Nobody is told why. */
  readonly resting: boolean;
  readonly days: readonly MatchDays[];
}

export interface MatchDecline {
  readonly need: NeedId;
  readonly supporter: SchoolUrn;
}

export interface MatchFactsRead {
  readonly needs: readonly MatchNeed[];
  readonly offers: readonly MatchOffer[];
  readonly declines: readonly MatchDecline[];
}

const NEED = `n.id, n.reference, n.urn, n.state, n.primary_theme as "primaryTheme",
  n.secondary_themes as "secondaryThemes", n.key_stages as "keyStages", n.priority,
  n.half_days_wanted as "halfDaysWanted", n.window_from as "windowFrom", n.window_to as "windowTo",
  n.partners_wanted as "partnersWanted", n.modes, n.travel_km as "travelKm", n.approach, n.wishes,
  to_char(n.earliest_start, 'YYYY-MM-DD') as "earliestStart", to_char(n.waiting_since, 'YYYY-MM-DD') as "waitingSince"`;

/**
 * What a match run reads, as plain values in a stable order. A step of the verb that starts a run: it has decided, and
 * here the needs in which the asker has an interest are left out (I-4).
 */
export class MatchFacts {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /**
   * @param from the first half-term whose days count.
   * @param wanted these needs alone; left out, every need that is open.
   */
  async read(tx: Tx, from: HalfTermId, wanted?: readonly NeedId[]): Promise<MatchFactsRead> {
    const needs = await this.needs(tx, wanted);
    return { needs, offers: await this.offers(tx, from), declines: await this.declines(tx, needs) };
  }

  private needs(tx: Tx, wanted: readonly NeedId[] | undefined): Promise<MatchNeed[]> {
    const now = this.clock.now();
    const rights = listFilter(this.matrix, tx.actor, 'run.start', NEED_COLUMNS, 2, { now });
    return tx.query<MatchNeed>(
      `select ${NEED} from profiles.need n where ${inArea(tx, 'n')} and ${rights.sql}
         and case when $1::uuid[] is null then n.state = 'open' else n.state in ('open', 'proposed') and n.id = any ($1) end
       order by n.id`,
      [wanted === undefined ? null : [...wanted], ...rights.params],
    );
  }

  private offers(tx: Tx, from: HalfTermId): Promise<MatchOffer[]> {
    return tx.query<MatchOffer>(
      `select o.id, o.supporter_urn as urn, o.themes, o.key_stages as "keyStages", o.modes, o.travel_km as "travelKm",
         o.not_with as "notWith", o.max_partners as "maxPartners", o.min_partners as "minPartners",
         o.state = 'paused' as resting, coalesce(w.days, '[]') as days
       from profiles.offer o left join lateral (
         select jsonb_agg(jsonb_build_object('halfTerm', w.half_term, 'declared', w.declared,
           'bookable', case when w.state = 'open' then w.declared - w.booked else 0 end,
           'askMe', w.band = 'ask_me') order by w.half_term collate "C") as days
         from profiles.capacity_window w
         where w.area_id = o.area_id and w.supporter_urn = o.supporter_urn and w.half_term collate "C" >= $1
       ) w on true
       where ${inArea(tx, 'o')} and o.state in ('live', 'paused') order by o.id`,
      [from],
    );
  }

  private declines(tx: Tx, needs: readonly MatchNeed[]): Promise<MatchDecline[]> {
    return tx.query<MatchDecline>(
      `select d.need_id as need, d.supporter_urn as supporter from profiles.need_decline d
       where ${inArea(tx, 'd')} and d.need_id = any ($1::uuid[]) order by d.need_id, d.supporter_urn collate "C"`,
      [needs.map(({ id }) => id)],
    );
  }
}
