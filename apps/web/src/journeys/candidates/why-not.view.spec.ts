import type { NobodyView, WhyNotView } from '@app/brokerage';
import type { SchoolUrn } from '@app/kernel';
import { changeInWords, nextInWords, nobodyInWords, whyNotAnswer, whyNotPage } from './why-not.view.js';

const QUARRY = '990030' as SchoolUrn;

function why(change: Partial<WhyNotView> = {}): WhyNotView {
  return {
    ...{ urn: QUARRY, name: 'Quarry Lane School', standing: 'behind', place: 2, points: 772, behindBy: 14 },
    ...{ apart: [], because: [], toBeFirst: [], toBeListed: [], ...change },
  };
}

describe('what would change the list, in words', () => {
  it('is one sentence of one change, and says "it" where the school itself would change', () => {
    expect(
      changeInWords(
        { kind: 'days', if: 'if Quarry Lane School had 2 days more in spring 1' },
        ...['Quarry Lane School', 'listed first'],
      ),
    ).toBe('If Quarry Lane School had 2 days more in spring 1, it would be listed first.');
    expect(
      changeInWords(
        { kind: 'asker_mode', if: 'if Eastmarsh Academy also accepted help remotely' },
        ...['Quarry Lane School', 'listed'],
      ),
    ).toBe('If Eastmarsh Academy also accepted help remotely, Quarry Lane School would be listed.');
  });

  it('says how far behind a school is that no single change lists first, and what must be recorded before', () => {
    const held = why({
      ...{ standing: 'held', because: [{ code: 'BODY_UNKNOWN', sentence: 'Trust not known.' }] },
    });
    expect(nextInWords([why(), held])).toEqual([
      'No single change would list Quarry Lane School first. It is 1.4 points of 100 behind.',
      'Quarry Lane School: Trust not known.',
    ]);
  });

  it('says why nobody, and what the rules keep out', () => {
    const nobody: NobodyView = {
      ...{ kind: 'no_candidate', missing: 1, sentence: 'Nobody has made an offer.', rules: [] },
      ...{ without: null, schools: [] },
    };
    expect(nobodyInWords(nobody)).toEqual(['Nobody has made an offer.']);
    expect(nobodyInWords({ ...nobody, without: 'Without it: Marlowe.' })).toHaveLength(2);
  });
});

describe('why not one school', () => {
  it('tells its place, its points and where it differs from the first', () => {
    const apart = [
      { part: 'reach', points: 20 },
      { part: 'fair_share', points: -6 },
    ] as const;
    expect(whyNotAnswer(why({ apart }))).toMatchObject({
      ...{ heading: 'Quarry Lane School is listed, and not first', href: '/schools/990030' },
      facts: ['Place 2', '77.2 of 100', '1.4 behind the first'],
      apart: [
        { part: 'Reach', points: '2.0 fewer' },
        { part: 'Fair share', points: '0.6 more' },
      ],
    });
  });

  it('tells every rule of one that is refused, and no points', () => {
    const refused = why({ standing: 'refused', place: null, points: null, behindBy: null });
    expect(whyNotAnswer(refused)).toMatchObject({ heading: 'Quarry Lane School is not listed', facts: [] });
  });

  it('asks about every school of the area but the one that asks', () => {
    const names = new Map([
      ['990005' as SchoolUrn, 'Eastmarsh Academy'],
      [QUARRY, 'Quarry Lane School'],
      ['990013' as SchoolUrn, 'Marlowe School'],
    ]);
    const need = { reference: 'N-2026-031', urn: '990005' as SchoolUrn };
    expect(whyNotPage(need, names, { ...why(), run: 'R-0041' })).toMatchObject({
      schools: [
        { text: 'Marlowe School', selected: false },
        { text: 'Quarry Lane School', selected: true },
      ],
      run: 'R-0041',
    });
  });
});
