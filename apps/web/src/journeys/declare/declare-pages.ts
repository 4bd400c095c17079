import { Inject, Injectable } from '@nestjs/common';
import {
  academicYearFrom,
  localDateOf,
  NotFound,
  parseAcademicYear,
  type AcademicYearId,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import { CLOCK, UnitOfWork, type Tx } from '@app/platform';
import { Capacity, Declarations, Offers } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { schoolsOfPosts } from '../needs/own-schools.js';
import { groupsOf, openHalfTerms, type DeclareWorld, type Stored } from './declare.world.js';

/** Who declares. */
export interface Declarer {
  readonly actor: Actor;
  readonly area: AreaId;
  /**
   * By a link in a mail: where its pages stand, and the one school it is for. The reasons for "not this term" are neither
   * shown nor asked there: whoever holds the mail may be somebody else (I-36).
   */
  readonly byLink: { readonly base: string; readonly urn: SchoolUrn } | null;
}

/** Reads what a school's yearly word is filled in from. */
@Injectable()
export class DeclarePages {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(Declarations) private readonly declarations: Declarations,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(Capacity) private readonly capacity: Capacity,
  ) {}

  /**
   * @param path a year like `2026-27`. @param asked which of their schools; left out, the first.
   * @throws NotFound for a year that is over or not in the calendar, and for a school that is not theirs, alike.
   */
  async world(me: Declarer, path: string, named: string | undefined): Promise<DeclareWorld> {
    const year = /^[0-9]{4}-[0-9]{2}$/.test(path) ? parseAcademicYear(path.replace('-', '/')) : null;
    const own = schoolsOfPosts(me.actor, ['head', 'staff']);
    const { byLink } = me;
    const asked = byLink?.urn ?? named;
    const urn = asked === undefined ? own[0] : own.find((each) => each === asked);
    if (year === null || urn === undefined) throw new NotFound();
    return this.work.run(me.actor, me.area, async (tx) => {
      const { calendar } = await this.settings.clocks(tx);
      const today = localDateOf(this.clock.now());
      const halfTerms = openHalfTerms(year, calendar, today);
      if (halfTerms.length === 0) throw new NotFound();
      const [themes, names] = [await this.settings.themes(tx), await this.schools.names(tx)];
      const others = [...names].filter(([each]) => each !== urn).map(([value, text]) => ({ value, text }));
      const mayPause =
        byLink === null && me.actor.posts.some(({ role, school }) => role === 'head' && school === urn);
      return {
        ...{ base: byLink?.base ?? `/declare/${path}`, byLink: byLink !== null },
        ...{ urn, school: names.get(urn) ?? urn, year, path, today, themes, groups: groupsOf(themes) },
        ...{ halfTerms, mayPause, others: others.sort((a, b) => (a.text < b.text ? -1 : 1)) },
        stored: await this.stored(tx, urn, year, mayPause),
      };
    });
  }

  private async stored(tx: Tx, urn: SchoolUrn, year: AcademicYearId, mayPause: boolean): Promise<Stored> {
    const before = academicYearFrom(Number(year.slice(0, 4)) - 1);
    const now = await this.declarations.whole(tx, urn, year);
    const days = await this.capacity.ofSchool(tx, urn);
    const offers = await this.offers.ofSchool(tx, urn);
    return {
      word: now ?? (await this.declarations.whole(tx, urn, before)),
      pause: mayPause ? await this.declarations.pauseReason(tx, urn) : null,
      offer: offers.find(({ standing }) => standing) ?? null,
      windows: days.kind === 'whole' ? days.windows : [],
      version: now?.version ?? null,
    };
  }
}
