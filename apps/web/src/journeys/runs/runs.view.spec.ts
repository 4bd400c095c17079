import type { RunNeed, RunProgress, RunState, RunView } from '@app/brokerage';
import type { MatchRunId, NeedId, SchoolUrn } from '@app/kernel';
import { progressInWords, tickOf } from './run-words.js';
import { runPage, runsView } from './runs.view.js';

const MARLOWE = { urn: '990013' as SchoolUrn, name: 'Marlowe School', points: 786 };

function aRun(change: Partial<RunView> = {}): RunView {
  return {
    ...{ id: 'run-1' as MatchRunId, reference: 'R-0041', state: 'running', kind: 'batch' },
    ...{ done: 62, total: 150, cancelAsked: false, policyNumber: 4 },
    ...{ requestedAt: new Date('2026-11-25T09:00:00Z'), finishedAt: null, requestedBy: null },
    ...{
      snapshotHash: 'a1',
      policyHash: 'b2',
      engineHash: 'c3',
      resultHash: null,
      certificateHash: null,
      failure: null,
      proof: null,
      needs: [],
    },
    ...change,
  };
}

function aNeed(change: Partial<RunNeed> = {}): RunNeed {
  return {
    ...{ need: 'need-1' as NeedId, reference: 'N-2026-031', urn: '990005' as SchoolUrn },
    ...{ school: 'Eastmarsh Academy', theme: 'attendance', candidates: 9, refused: 16 },
    ...{ first: MARLOWE, planned: [MARLOWE], unmet: null },
    ...change,
  };
}

const BROKER = { mayStart: true, reason: null, need: null };
const at = (state: RunState, change: Partial<RunProgress> = {}): string =>
  progressInWords(aRun({ state, ...change }));

describe('how good the plan of a run is', () => {
  const said = (proof: RunView['proof']): string | null =>
    runPage(aRun({ state: 'complete', proof }), BROKER).proof;

  it('is called best only where that is proven', () => {
    expect(said({ kind: 'best' })).toMatch(/^No better plan exists/);
    expect(said({ kind: 'needs_open' })).toContain('more needs might be met in another way');
    expect(said({ kind: 'points_open', points: 1_632 })).toContain('up to 163.2 points of 100 more');
    expect(said(null)).toBeNull();
  });
});

describe('how far a run is', () => {
  it('is told in one sentence', () => {
    expect(at('running')).toBe('62 of 150 needs scored');
    expect(at('queued', { done: 0, total: 1 })).toBe('Waiting to begin: 0 of 1 need scored');
    expect(at('running', { done: 1_200, total: 1_500 })).toBe('1,200 of 1,500 needs scored');
    expect(at('running', { cancelAsked: true })).toBe('Being cancelled: 62 of 150 needs scored');
    expect(at('cancelled', { cancelAsked: true })).toBe('Cancelled at 62 of 150. Nothing was changed.');
    expect(at('failed')).toBe('This run stopped. Nothing was proposed.');
  });

  it('is followed until it ends, and no longer', () => {
    expect(tickOf(aRun())).toEqual({ done: 62, total: 150, sentence: '62 of 150 needs scored', over: false });
    for (const state of ['complete', 'infeasible', 'failed', 'cancelled'] as const)
      expect(tickOf(aRun({ state })).over).toBe(true);
  });
});

describe('the page of a run', () => {
  it('can be cancelled and followed while it is under way', () => {
    expect(runPage(aRun(), BROKER)).toMatchObject({
      ...{ stage: 'under_way', mayCancel: true, events: '/runs/R-0041/events', here: '/runs/R-0041' },
    });
    expect(runPage(aRun({ cancelAsked: true }), BROKER).mayCancel).toBe(false);
    expect(runPage(aRun({ state: 'complete' }), BROKER)).toMatchObject({ mayCancel: false, events: null });
  });

  it('is read-only for an officer, and followed by no program under a typed reason', () => {
    const officer = { mayStart: false, reason: 'Sample of May', need: null };
    expect(runPage(aRun(), officer)).toMatchObject({ mayCancel: false, mayStart: false, events: null });
  });

  it('never has a bar of nothing', () => {
    expect(runPage(aRun({ done: 0, total: 0 }), BROKER).total).toBe(1);
  });

  it('keeps the one need it was asked for through every link', () => {
    expect(runPage(aRun(), { ...BROKER, need: 'N-2026-031' }).here).toBe('/runs/R-0041?need=N-2026-031');
  });

  it('lists each need with who is first and whom the plan gives it', () => {
    const [line] = runPage(aRun({ state: 'complete', needs: [aNeed()] }), BROKER).needs;
    expect(line).toEqual({
      ...{ reference: 'N-2026-031', href: '/needs/N-2026-031/candidates', candidates: 9, refused: 16 },
      ...{ name: 'Eastmarsh Academy: attendance', first: 'Marlowe School, 78.6 of 100' },
      planned: 'Marlowe School',
    });
  });

  it('says why a need has nobody', () => {
    const left = aNeed({ first: null, planned: [], unmet: 'No school has days before spring 2.' });
    const [line] = runPage(aRun({ state: 'infeasible', needs: [left] }), BROKER).needs;
    expect(line).toMatchObject({
      first: 'Nobody who may be proposed now',
      planned: 'No school has days before spring 2.',
    });
  });

  it('links no need that somebody only supposed', () => {
    const supposed = aRun({ kind: 'what_if', state: 'complete', needs: [aNeed()] });
    expect(runPage(supposed, BROKER).needs[0]?.href).toBe('');
  });

  it('names what it was made from by hash, its result once there is one', () => {
    expect(runPage(aRun(), BROKER).hashes.map(({ hash }) => hash)).toEqual(['a1', 'b2', 'c3']);
    const ended = runPage(aRun({ state: 'complete', resultHash: 'd4' }), BROKER);
    expect(ended.hashes.at(-1)).toEqual({ name: 'What came of it', hash: 'd4' });
  });
});

describe('the list of runs', () => {
  it('says who asked, or that Trellis did', () => {
    const asked = aRun({ requestedBy: { id: 'p', name: 'J. Marsh' } });
    expect(runsView([asked, aRun()], true).lines.map(({ by }) => by)).toEqual(['J. Marsh', 'Trellis']);
  });
});
