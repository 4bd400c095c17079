import { areaTemplates } from '../../../../test/factories/area-templates.js';
import { readThresholds } from './thresholds.js';

describe('the thresholds of an area', () => {
  it('are read from the template', () => {
    expect(readThresholds(areaTemplates().thresholds)).toEqual({
      smallestPupilCount: 6,
      smallestSchoolGroup: 5,
      smallestSignalCohort: 11,
      smallestVerdictPool: 5,
      overridePlace: 3,
      spendLimitPounds: 500,
      acceptByLink: true,
      safeguardingRoute: expect.stringContaining('Downland children’s services') as string,
      bodyConsent: 'none',
    });
  });

  it.each([0, -1, 1.5, '6', null, 1_001, Number.NaN])(
    'are whole numbers of at least one, not %j',
    (count) => {
      const given = { ...(areaTemplates().thresholds as object), smallest_pupil_count: count };
      expect(() => readThresholds(given)).toThrow('These thresholds cannot come into force.');
    },
  );

  it('say whether an offer may be accepted by a link in a mail: yes, unless the area says no', () => {
    const given = areaTemplates().thresholds as object;
    expect(readThresholds({ ...given, accept_by_link: false }).acceptByLink).toBe(false);
    expect(() => readThresholds({ ...given, accept_by_link: 'no' })).toThrow('cannot come into force');
  });

  it.each(['trusts', 'none'])('say whose consent work waits for: %s', (body_consent) => {
    const given = { ...(areaTemplates().thresholds as object), body_consent };
    expect(readThresholds(given).bodyConsent).toBe(body_consent);
  });

  it('say whom to tell who fears for a child, in up to 500 characters, and in our words where the area has none (I-23)', () => {
    const without = { ...(areaTemplates().thresholds as object), safeguarding_route: undefined };
    expect(readThresholds(without).safeguardingRoute).toContain('designated safeguarding lead');
    for (const wrong of ['', ' ', 7, 'x'.repeat(501)])
      expect(() =>
        readThresholds({ ...(areaTemplates().thresholds as object), safeguarding_route: wrong }),
      ).toThrow('cannot come into force');
  });

  it('know no other consent than that of trusts', () => {
    const given = { ...(areaTemplates().thresholds as object), body_consent: 'everybody' };
    expect(() => readThresholds(given)).toThrow('These thresholds cannot come into force.');
  });

  it('let no verdict rest on fewer than five pairings (I-28) (M10)', () => {
    const given = { ...(areaTemplates().thresholds as object), smallest_verdict_pool: 4 };
    expect(() => readThresholds(given)).toThrow('These thresholds cannot come into force.');
  });
});
