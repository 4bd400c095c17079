import { BadInput } from '@app/kernel';
import { areaTemplates } from '../../../../test/factories/area-templates.js';
import { readThemes } from './read-themes.js';
import { Themes } from './themes.js';

// The template, to be spoilt one place at a time.
type Spoilt = Record<string, never> & { areas: Record<string, { aspects: Record<string, unknown> }> };
const template = (): Spoilt => structuredClone(areaTemplates().themes) as Spoilt;
const faultsOf = (spoil: (themes: Spoilt) => void): string[] => {
  const themes = template();
  spoil(themes);
  try {
    readThemes(themes);
    return [];
  } catch (error) {
    return (error as BadInput).errors.map(({ path, message }) => `${path}: ${message}`);
  }
};

describe('the theme taxonomy', () => {
  const themes = new Themes(readThemes(template()));

  it('holds ten areas and their aspects, each known by area and aspect', () => {
    expect(themes.taxonomy.areas.map(({ key }) => key).join(' ')).toBe(
      'att beh inc cur sub tea ach pdw lea pha',
    );
    expect(themes.taxonomy.themes).toHaveLength(62);
    expect(themes.theme('att.persistent')).toEqual({
      id: 'att.persistent',
      area: 'att',
      name: 'Reducing persistent absence',
      ofsted: ['AB', 'INC'],
      send: [],
      goals: ['1', '2'],
    });
  });

  it('gives names for pages, and the id of a theme that is no longer in force', () => {
    expect([themes.nameOf('lea.viability'), themes.areaNameOf('lea.viability')]).toEqual([
      'Finance, rolls and viability',
      'Leadership and governance',
    ]);
    expect([themes.has('att.gone'), themes.nameOf('att.gone')]).toEqual([false, 'att.gone']);
    expect(themes.byArea()[0]?.themes.map(({ id }) => id)).toContain('att.anxiety');
  });

  it('is no theme by the name of an area, nor by what every object inherits', () => {
    expect(['att', 'constructor', '__proto__', '', 'att.strategy '].filter((id) => themes.has(id))).toEqual(
      [],
    );
  });

  it.each<[string, (themes: Spoilt) => void]>([
    ['extra: extra is not known here', (t) => Object.assign(t, { extra: 1 })],
    ['version: Enter a text', (t) => Object.assign(t, { version: 3 })],
    [
      'areas.att.aspects.strategy: XX is not in the map ofsted',
      (t) => {
        t.areas['att']!.aspects['strategy'] = ['Strategy', ['XX'], [], []];
      },
    ],
    [
      'areas.att.aspects.strategy: constructor is not in the map send',
      (t) => {
        t.areas['att']!.aspects['strategy'] = ['Strategy', [], ['constructor'], []];
      },
    ],
    [
      'areas.att.aspects.strategy: Give [name, ofsted, send, goals]',
      (t) => {
        t.areas['att']!.aspects['strategy'] = ['Strategy', ['AB']];
      },
    ],
    [
      'areas.att.aspects.Two words: The key',
      (t) => {
        t.areas['att']!.aspects['Two words'] = ['Two', [], [], []];
      },
    ],
    [
      'areas.attendance: The key of an area',
      (t) => {
        t.areas['attendance'] = { name: 'Attendance', aspects: {} } as never;
      },
    ],
    [
      'replaces.att.strategy: att.strategy is still in force',
      (t) => {
        Object.assign(t, { replaces: { 'att.strategy': 'att.severe' } });
      },
    ],
    ['replaces.att.old: Name the theme', (t) => Object.assign(t, { replaces: { 'att.old': 'att.gone' } })],
    ['areas: Give names', (t) => Object.assign(t, { areas: ['att'] })],
  ])('refuses %s', (fault, spoil) => {
    expect(faultsOf(spoil).some((each) => each.startsWith(fault))).toBe(true);
  });
});
