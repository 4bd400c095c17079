import { NotAllowed, NotFound } from '../domain-error.js';
import type { DenyCode, Owed } from './decide.js';
import { requireAllowed } from './require-allowed.js';

const deny = (reason: DenyCode, visible: boolean) => ({ allowed: false, reason, visible }) as const;
const owing = (...owes: Owed[]) => ({ allowed: true, view: null, owes }) as const;
function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof NotAllowed || error instanceof NotFound) return error.code;
  }
  return 'nothing';
}

describe('requiring that an act is allowed', () => {
  it('lets it pass with the view to serve', () => {
    expect(requireAllowed({ allowed: true, view: null, owes: [] }).view).toBeNull();
    expect(requireAllowed({ allowed: true, view: 'agg', owes: [] }, { views: ['agg'] }).view).toBe('agg');
  });

  it('says why where the record is visible, and nothing where it is not', () => {
    expect(codeOf(() => requireAllowed(deny('INTERESTED', true)))).toBe('INTERESTED');
    expect(codeOf(() => requireAllowed(deny('INTERESTED', false)))).toBe('NOT_FOUND');
    expect(() => requireAllowed(deny('INTERESTS_STALE', true))).toThrow(
      'Confirm your list of interests first.',
    );
  });

  it('never lets a caller that knows only the whole record answer a narrower view', () => {
    expect(codeOf(() => requireAllowed({ allowed: true, view: 'blind', owes: [] }))).toBe('NOT_FOUND');
    expect(
      codeOf(() => requireAllowed({ allowed: true, view: 'blind', owes: [] }, { views: ['words'] })),
    ).toBe('NOT_FOUND');
  });

  it('shows nothing to who sees the whole where a page is for one side alone, and asks them for nothing', () => {
    const served = { views: ['blind'], viewsAlone: true } as const;
    expect(codeOf(() => requireAllowed({ allowed: true, view: null, owes: [] }, served))).toBe('NOT_FOUND');
    expect(codeOf(() => requireAllowed(owing('reason'), served))).toBe('NOT_FOUND');
    expect(codeOf(() => requireAllowed({ allowed: true, view: 'blind', owes: [] }, served))).toBe('nothing');
  });

  it('asks for what is still owed, unless the caller settles it', () => {
    expect(codeOf(() => requireAllowed(owing('reason')))).toBe('REASON_REQUIRED');
    expect(codeOf(() => requireAllowed(owing('step-up')))).toBe('STEP_UP_REQUIRED');
    expect(codeOf(() => requireAllowed(owing('second-person')))).toBe('SECOND_PERSON_REQUIRED');
    expect(codeOf(() => requireAllowed(owing('second-person'), { owes: ['second-person'] }))).toBe('nothing');
    expect(codeOf(() => requireAllowed(owing('second-person', 'step-up'), { owes: ['second-person'] }))).toBe(
      'STEP_UP_REQUIRED',
    );
  });
});
