import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NeedId } from '@app/kernel';
import { urn } from '../a-county.fixture.js';
import { assignCertified } from '../assign.js';
import { aMarketWithFewest, aScarceMarket, planOf } from '../conformance/planning.fixture.js';
import type { Bounded, Certificate, Price } from '../plan/certificate.js';
import type { Plan } from '../plan/plan.js';
import { verifyCertificate } from './verify-certificate.js';
import { verifyPlan } from './verify-plan.js';

const SEEDS = Array.from({ length: 120 }, (_, at) => at + 1);
const planned = SEEDS.map((seed) => planOf(aMarketWithFewest(seed, 6, 5)));

/** Every way in which a plan can be made wrong; null where this plan does not have what is to be corrupted. */
const CORRUPTED: Readonly<Record<string, (plan: Plan) => Plan | null>> = {
  'a pair gone': (plan) => {
    const [first, ...rest] = plan.pairs;
    return first ? { ...plan, pairs: rest, points: plan.points - first.points } : null;
  },
  'a pair twice': (plan) => {
    const [first] = plan.pairs;
    return first ? { ...plan, pairs: [first, ...plan.pairs], points: plan.points + first.points } : null;
  },
  'points of a pair raised': (plan) => {
    const [first, ...rest] = plan.pairs;
    return first
      ? { ...plan, pairs: [{ ...first, points: first.points + 1 }, ...rest], points: plan.points + 1 }
      : null;
  },
  'another sum of points': (plan) => ({ ...plan, points: plan.points + 1 }),
  'another school': (plan) => {
    const [first, ...rest] = plan.pairs;
    return first ? { ...plan, pairs: [{ ...first, supporter: urn(901) }, ...rest] } : null;
  },
  'a need that is not there': (plan) => {
    const [first, ...rest] = plan.pairs;
    return first ? { ...plan, pairs: [{ ...first, need: 'need-900' as NeedId }, ...rest] } : null;
  },
  'a lock that nobody made': (plan) => {
    const [first, ...rest] = plan.pairs;
    return first ? { ...plan, pairs: [{ ...first, locked: !first.locked }, ...rest] } : null;
  },
  'an unmet need hidden': (plan) => (plan.unmet.length > 0 ? { ...plan, unmet: plan.unmet.slice(1) } : null),
  'more partners missing': (plan) => {
    const [first, ...rest] = plan.unmet;
    return first ? { ...plan, unmet: [{ ...first, missing: first.missing + 1 }, ...rest] } : null;
  },
  'another reason': (plan) => {
    const [first, ...rest] = plan.unmet;
    const because = { kind: 'held_back' as const, supporters: [] };
    return first ? { ...plan, unmet: [{ ...first, because }, ...rest] } : null;
  },
  'another state': (plan) => ({ ...plan, state: plan.state === 'complete' ? 'infeasible' : 'complete' }),
  'an alternate left out': (plan) => {
    const at = plan.alternates.findIndex(({ offers }) => offers.length > 0);
    return at < 0
      ? null
      : {
          ...plan,
          alternates: plan.alternates.map((each, place) =>
            place === at ? { ...each, offers: each.offers.slice(1) } : each,
          ),
        };
  },
  'an offer below its fewest hidden': (plan) =>
    plan.belowFewest.length > 0 ? { ...plan, belowFewest: [] } : null,
  'an offer not started hidden': (plan) => (plan.notStarted.length > 0 ? { ...plan, notStarted: [] } : null),
  'a gap that is none': (plan) => ({ ...plan, gap: { cover: 0, points: 7 } }),
};

describe('27: the independent check', () => {
  it('uses nothing of the solver but the shape of what it is given', () => {
    const files = readdirSync(__dirname).filter((name) => !name.includes('.spec.'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const lines = readFileSync(join(__dirname, file), 'utf8').split('\n');
      const imported = lines.filter((line) => /from '\.\.\/(plan\/|assign|reoptimise|candidates)/.test(line));
      expect(imported.filter((line) => !line.startsWith('import type'))).toEqual([]);
    }
  });

  it.each(Object.keys(CORRUPTED))('refuses a plan with %s', (name) => {
    let refused = 0;
    for (const { problem, rows, plan, certificate } of planned) {
      const wrong = CORRUPTED[name]!(plan);
      if (wrong === null) continue;
      expect(verifyPlan(problem, rows, wrong, certificate)).not.toEqual([]);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(5);
  });

  it('refuses every plan that is best only without one of the pairs', () => {
    let refused = 0;
    for (const { problem, rows, plan, certificate } of planned) {
      for (const { need, supporter, locked } of plan.pairs) {
        if (locked) continue;
        const { snapshot } = problem;
        const other = planOf({ ...snapshot, vetoes: [...snapshot.vetoes, { need, supporter }] });
        if (other.plan.contradictions.length > 0) continue;
        expect(verifyCertificate(problem, rows, other.plan, certificate!)).not.toEqual([]);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(200);
  });
});

const raised = ([force, cover, points, hash]: Price, by: number): Price => [force, cover + by, points, hash];
const withParts = (
  certificate: Certificate,
  change: (part: Bounded, at: number) => Bounded,
): Certificate => ({
  ...certificate,
  parts: certificate.parts.map(change),
});

describe('27: a certificate', () => {
  it('is accepted when every pair is scored again, whatever the rows say', () => {
    for (const { problem, plan, certificate } of planned)
      expect(verifyCertificate(problem, null, plan, certificate!)).toEqual([]);
  });

  it('is the same proof from short lists: whatever they left away is priced and added', () => {
    let lists = 0;
    for (const seed of SEEDS) {
      const { problem, rows, plan } = planOf(aScarceMarket(seed, 8, 8));
      const short = assignCertified(problem, rows, { list: 1 });
      expect(short.plan).toEqual(plan);
      expect(verifyCertificate(problem, null, short.plan, short.certificate!)).toEqual([]);
      lists += rows.filter(({ candidates }) => candidates.length > 1).length;
    }
    expect(lists).toBeGreaterThan(300);
  });

  it('is refused where a pair was left away for good that would better the plan', () => {
    let refused = 0;
    for (const seed of SEEDS) {
      const { problem, rows, plan } = planOf(aScarceMarket(seed, 6, 6));
      const blind = rows.map((row) => ({ ...row, candidates: row.candidates.slice(1) }));
      const short = assignCertified(problem, blind);
      if (short.plan.points === plan.points) continue;
      expect(verifyCertificate(problem, blind, short.plan, short.certificate!)).toEqual([]);
      expect(verifyCertificate(problem, null, short.plan, short.certificate!)).not.toEqual([]);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(60);
  });

  it('is refused where the price of a need or a school in the plan is another one', () => {
    let refused = 0;
    for (const { problem, rows, plan, certificate } of planned) {
      const free = plan.pairs.find(({ locked }) => !locked);
      if (!free) continue;
      const [need, offer] = [problem.needIndex.get(free.need)!, problem.offerIndex.get(free.offer)!];
      for (const by of [1e15, -1e15]) {
        const needs = withParts(certificate!, (part) => ({
          ...part,
          needs: part.needs.map((price, at) => (at === need ? raised(price, by) : price)),
        }));
        const offers = withParts(certificate!, (part) => ({
          ...part,
          offers: part.offers.map((price, at) => (at === offer ? raised(price, by) : price)),
        }));
        expect(verifyCertificate(problem, rows, plan, needs)).not.toEqual([]);
        expect(verifyCertificate(problem, rows, plan, offers)).not.toEqual([]);
        refused += 2;
      }
    }
    expect(refused).toBeGreaterThan(200);
  });

  it('is refused where a part of all plans is missing, or one that it says nothing about is claimed', () => {
    let refused = 0;
    for (const { problem, rows, plan, certificate } of planned) {
      const { parts } = certificate!;
      if (parts.length < 2) continue;
      for (const [at, part] of parts.entries()) {
        const without = { ...certificate!, parts: parts.filter((_, place) => place !== at) };
        expect(verifyCertificate(problem, rows, plan, without)).not.toEqual([]);
        const [first] = [...part.started, ...part.left];
        const turned = withParts(certificate!, (each, place) =>
          place === at
            ? {
                ...each,
                started: each.started.includes(first!)
                  ? each.started.filter((one) => one !== first)
                  : [...each.started, first!],
                left: each.left.includes(first!)
                  ? each.left.filter((one) => one !== first)
                  : [...each.left, first!],
              }
            : each,
        );
        expect(verifyCertificate(problem, rows, plan, turned)).not.toEqual([]);
        refused += 2;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});
