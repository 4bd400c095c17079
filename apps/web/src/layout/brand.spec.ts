import { brandCss, brandOfArea, contrastWithWhite } from './brand.js';

describe('the colour of an area', () => {
  it('is refused where white on it is under 4.5:1', () => {
    expect(() => brandCss('#777777')).toThrow(RangeError);
    expect(brandCss('#767676')).toContain('--govuk-brand-colour:#767676');
  });

  it('is a colour and nothing else, so that no rule can be slipped in', () => {
    for (const text of ['red', '#fff', '#1D4F5C', '#1d4f5c}body{display:none', ''])
      expect(() => brandCss(text)).toThrow(RangeError);
  });

  it('is measured as WCAG does: black 21, white 1', () => {
    expect(contrastWithWhite('#000000')).toBeCloseTo(21, 5);
    expect(contrastWithWhite('#ffffff')).toBeCloseTo(1, 5);
  });

  it('is ours where an area has chosen none', () => {
    expect([brandOfArea('elsewhere'), brandOfArea('constructor')]).toEqual(['', '']);
    expect(brandOfArea('downland')).toContain('#1d4f5c');
  });
});
