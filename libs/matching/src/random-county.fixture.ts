import type { Priority } from '@app/kernel';
import {
  aNeed,
  anOffer,
  aSchool,
  aSnapshot,
  aStrength,
  day,
  figures,
  HALF_TERMS,
  needId,
  offerId,
  THEMES,
  urn,
} from './a-county.fixture.js';
import { type Days, type Need, type Offer, type School, type Snapshot } from './snapshot/snapshot.js';
import { DEPTHS, EVIDENCE_KINDS, KEY_STAGES, MODES } from './words.js';

/** Numbers that look random and are the same for the same seed (Park and Miller 1988). */
export class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = (Math.abs(seed) % 2_147_483_646) + 1;
  }
  /** 0 to sides - 1. */
  roll(sides: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state % sides;
  }
  oneIn(sides: number): boolean {
    return this.roll(sides) === 0;
  }
  pick<Item>(items: readonly Item[]): Item {
    return items[this.roll(items.length)] as Item;
  }
  some<Item>(items: readonly Item[]): Item[] {
    const chosen = items.filter(() => this.oneIn(2));
    return chosen.length > 0 ? chosen : [this.pick(items)];
  }
  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item, at) => ({ item, key: this.roll(1_000_000), at }))
      .sort((a, b) => a.key - b.key || a.at - b.at)
      .map(({ item }) => item);
  }
}

export interface Size {
  readonly schools: number;
  readonly needs: number;
  readonly offers: number;
}

/** A county in which every rule bites somewhere: conflicts, trusts, pauses, locks apart. */
export function randomCounty(seed: number, { schools: many, needs, offers }: Size): Snapshot {
  const dice = new Dice(seed);
  const schools = Array.from({ length: many }, (_, at) => randomSchool(dice, at + 1));
  const someSchool = (): number => dice.roll(many) + 1;
  const needRows = Array.from({ length: needs }, (_, at) => randomNeed(dice, at + 1, someSchool));
  const offerRows = Array.from({ length: offers }, (_, at) => randomOffer(dice, at + 1, someSchool));
  const pairs = (times: number): { need: Need['id']; supporter: School['urn'] }[] => {
    const drawn = Array.from({ length: times }, () => [dice.roll(needs) + 1, someSchool()] as const);
    const unique = new Map(drawn.map((pair) => [pair.join(), pair]));
    return [...unique.values()].map(([need, school]) => ({ need: needId(need), supporter: urn(school) }));
  };
  const conflicts = Array.from({ length: Math.ceil(many / 3) }, (_, at) => ({
    school: urn((at % many) + 1),
    other: urn(((at + 1 + dice.roll(Math.max(1, many - 1))) % many) + 1),
    kind: `governance-${String(at)}`,
    state: dice.pick(['suspected', 'none', 'managed', 'barred'] as const),
  })).filter(({ school, other }) => school !== other);
  return aSnapshot({
    schools,
    needs: needRows,
    offers: offerRows,
    days: schools.flatMap((_, at) => randomDays(dice, at + 1)),
    conflicts,
    soundings: schools.map((school) => ({ supporter: school.urn, times: dice.roll(8) })),
    trackRecords: schools.map((school) => ({ supporter: school.urn, evaluated: 2, met: dice.roll(3) })),
    declines: pairs(Math.ceil(needs / 3)),
    vetoes: pairs(Math.ceil(needs / 4)),
  });
}

function randomSchool(dice: Dice, number: number): School {
  const isAcademy = dice.oneIn(3);
  const isPlaced = !dice.oneIn(12);
  return aSchool(number, {
    keyStages: dice.some(KEY_STAGES),
    setting: dice.oneIn(8) ? 'special' : 'mainstream',
    easting: isPlaced ? 540_000 + dice.roll(45_000) : null,
    northing: isPlaced ? 100_000 + dice.roll(45_000) : null,
    trust: isAcademy && !dice.oneIn(4) ? `trust-${String(dice.roll(3))}` : null,
    trustKnown: !isAcademy || !dice.oneIn(3),
    status: dice.oneIn(15) ? 'closed' : 'open',
    context: figures({
      ks2_prior: 95 + dice.roll(20),
      disadvantaged: dice.roll(60),
      ...(dice.oneIn(4) ? {} : { eal: dice.roll(50) }),
      ehcp: dice.roll(8),
      sen_support: dice.roll(30),
      roll: 200 + dice.roll(1_500),
    }),
    headVacancy: dice.oneIn(12),
  });
}

function randomNeed(dice: Dice, number: number, someSchool: () => number): Need {
  const primaryTheme = dice.pick(THEMES);
  return aNeed(number, {
    school: urn(someSchool()),
    primaryTheme,
    secondaryThemes: THEMES.filter((each) => each !== primaryTheme && dice.oneIn(3)).slice(0, 2),
    keyStages: dice.some(KEY_STAGES),
    priority: dice.pick<Priority>(['when_possible', 'this_term', 'now']),
    halfDaysWanted: 1 + dice.roll(6),
    partnersWanted: dice.oneIn(3) ? 1 + dice.roll(3) : 1,
    modes: dice.some(MODES),
    travelMetres: dice.oneIn(2) ? 5_000 + dice.roll(40_000) : null,
    approach: dice.oneIn(4)
      ? { kind: 'anyone_but', schools: [urn(someSchool())] }
      : { kind: 'anyone', schools: [] },
    wishes: dice.oneIn(3) ? [urn(someSchool())] : [],
    waitingSince: day(`2026-${dice.pick(['09', '10', '11'])}-1${String(dice.roll(10))}`),
  });
}

function randomOffer(dice: Dice, number: number, someSchool: () => number): Offer {
  return anOffer(number, {
    id: offerId(number),
    school: urn(someSchool()),
    themes: dice.some(THEMES).map((theme) =>
      aStrength({
        theme,
        depth: dice.pick(DEPTHS),
        evidence: dice.pick(EVIDENCE_KINDS),
        howKnown: dice.oneIn(2),
        on: day(`202${String(3 + dice.roll(3))}-0${String(1 + dice.roll(9))}-15`),
      }),
    ),
    keyStages: dice.some(KEY_STAGES),
    modes: dice.some(MODES),
    travelMetres: dice.oneIn(2) ? 5_000 + dice.roll(60_000) : null,
    notWith: dice.oneIn(6) ? [urn(someSchool())] : [],
    mostPartners: dice.roll(4),
    resting: dice.oneIn(10),
  });
}

function randomDays(dice: Dice, number: number): Days[] {
  return HALF_TERMS.map(({ id }) => {
    const declared = dice.roll(24);
    const free = dice.roll(declared + 1);
    return { school: urn(number), halfTerm: id, declared, free, askMe: dice.oneIn(8) };
  });
}
