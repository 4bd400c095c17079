import { canonicalJson, LivingPlan, optimise, verifyPlan, type Snapshot, type Solving } from '@app/matching';
import { cpuTimed } from './cpu-time.js';
import { median } from './median.js';

/** Of each kind, spread over the area; each is taken back again. */
const EACH = 40;
const WARM_UPS = 10;

type Change = (snapshot: Snapshot, turn: number) => Snapshot;

/** What one school does. */
const KINDS: Readonly<Record<string, Change>> = {
  'a place fewer': (area, turn) => {
    const open = area.offers.filter(({ mostPartners }) => mostPartners > 0);
    const one = open[(turn * 37) % open.length];
    return {
      ...area,
      offers: area.offers.map((row) => (row === one ? { ...row, mostPartners: row.mostPartners - 1 } : row)),
    };
  },
  'another need': (area, turn) => {
    const like = area.needs[(turn * 37) % area.needs.length]!;
    return { ...area, needs: [...area.needs, { ...like, id: `need-new-${String(turn)}` as typeof like.id }] };
  },
  'an offer ends': (area, turn) => ({
    ...area,
    offers: area.offers.filter((_, at) => at !== (turn * 37) % area.offers.length),
  }),
  'other days': (area, turn) => {
    const { school } = area.days[(turn * 37) % area.days.length]!;
    return {
      ...area,
      days: area.days.map((row) => (row.school === school ? { ...row, free: row.free - 1 } : row)),
    };
  },
};

export interface InPlace {
  /** Of all changes those after which nothing had to be searched. */
  readonly found: number;
  readonly kinds: readonly {
    readonly kind: string;
    readonly ms: number;
    readonly mean: number;
    readonly share: number;
  }[];
  /** Milliseconds for the whole plan as it is written down, reasons and alternates too. */
  readonly text: number;
}

/** @throws Error where a plan changed in place is not that of a full run, or its proof does not hold. */
export function benchInPlace(snapshot: Snapshot, solving: Solving): InPlace {
  const living = new LivingPlan(snapshot, solving);
  const area = living.problem.snapshot;
  living.become(area);
  const fullTimes: number[] = [];
  const texts: number[] = [];
  let found = 0;
  const kinds = Object.entries(KINDS).map(([kind, change]) => {
    const next = change(area, 1);
    const [full, ms] = cpuTimed(() => optimise(next, solving));
    fullTimes.push(ms);
    living.become(next);
    if (living.isInPlace) {
      if (canonicalJson(living.plan()) !== canonicalJson(full.plan))
        throw new Error(`${kind}: the plan differs.`);
      const faults = verifyPlan(full.problem, full.rows, living.plan(), living.certificate());
      if (faults.length > 0) throw new Error(`${kind}: ${faults[0] ?? ''}`);
    }
    living.become(area);
    const times: number[] = [];
    for (let turn = -WARM_UPS; turn < EACH; turn += 1) {
      const changed = change(area, turn + WARM_UPS);
      for (const to of [changed, area]) {
        const [, took] = cpuTimed(() => {
          living.become(to);
        });
        if (turn < 0) continue;
        times.push(took);
        found += living.isInPlace ? 1 : 0;
        if (living.isInPlace) texts.push(cpuTimed(() => living.plan())[1]);
      }
    }
    return { kind, ms: median(times), mean: times.reduce((sum, each) => sum + each, 0) / times.length };
  });
  const whole = median(fullTimes);
  return {
    found,
    kinds: kinds.map((each) => ({ ...each, share: each.mean / whole })),
    text: texts.length > 0 ? median(texts) : 0,
  };
}
