import type { ThemeId } from '@app/kernel';
import { join, SettingReader, type Keys } from './setting-reader.js';
import type { Taxonomy, Theme, ThemeArea, ThemeMaps } from './themes.js';

const KEY = /^[a-z][a-z0-9_]{0,30}$/;
const AREA = /^[a-z]{3}$/;
const MAPS = ['ofsted', 'send', 'goals'] as const;

/**
 * The taxonomy as `config/themes/` writes it, already parsed: areas with aspects, each `[name, ofsted, send, goals]`.
 * Strict: an unknown key, a map that nobody defined or a name used twice is refused.
 *
 * @throws BadInput naming every fault by its field.
 */
export function readThemes(value: unknown): Taxonomy {
  const reader = new SettingReader();
  const top = reader.keys(value, '', ['version', 'replaces', 'maps', 'facets', 'areas']);
  const maps = readMaps(reader, top['maps']);
  const areas: ThemeArea[] = [];
  const themes: Theme[] = [];
  for (const [key, given] of Object.entries(reader.keys(top['areas'], 'areas'))) {
    const path = `areas.${key}`;
    if (!AREA.test(key)) reader.say(path, 'The key of an area is three small letters');
    const area = reader.keys(given, path, ['name', 'aspects']);
    areas.push({ key, name: reader.text(area['name'], `${path}.name`) });
    for (const [aspect, row] of Object.entries(reader.keys(area['aspects'], `${path}.aspects`))) {
      themes.push(readTheme(reader, key, aspect, row, maps));
    }
  }
  if (themes.length === 0) reader.say('areas', 'Give at least one area with an aspect');
  const taxonomy = {
    version: reader.text(top['version'], 'version'),
    replaces: readReplaces(reader, top['replaces'] ?? {}, themes),
    maps,
    facets: readFacets(reader, top['facets'] ?? {}),
    areas,
    themes,
  };
  return reader.finish(taxonomy, 'These themes cannot come into force.');
}

function readTheme(
  reader: SettingReader,
  area: string,
  aspect: string,
  row: unknown,
  maps: ThemeMaps,
): Theme {
  const path = `areas.${area}.aspects.${aspect}`;
  if (!KEY.test(aspect)) reader.say(path, 'The key of an aspect is small letters, digits or _');
  const cells = reader.list(row, path);
  if (cells.length !== 4) reader.say(path, 'Give [name, ofsted, send, goals]');
  const mapped = MAPS.map((map, at) =>
    reader.list(cells[at + 1] ?? [], path).map((key) => {
      const known = String(key);
      if (!Object.hasOwn(maps[map], known))
        reader.say(path, `${known.slice(0, 40)} is not in the map ${map}`);
      return known;
    }),
  );
  const [ofsted = [], send = [], goals = []] = mapped;
  return { id: `${area}.${aspect}` as ThemeId, area, name: reader.text(cells[0], path), ofsted, send, goals };
}

function readMaps(reader: SettingReader, value: unknown): ThemeMaps {
  const given = reader.keys(value, 'maps', MAPS);
  const labels = (map: (typeof MAPS)[number]): Record<string, string> => {
    const rows = Object.entries(reader.keys(given[map], `maps.${map}`));
    return Object.fromEntries(rows.map(([key, label]) => [key, reader.text(label, `maps.${map}.${key}`)]));
  };
  return { ofsted: labels('ofsted'), send: labels('send'), goals: labels('goals') };
}

function readFacets(reader: SettingReader, value: unknown): Record<string, string[]> {
  const facets: Keys = reader.keys(value, 'facets');
  return Object.fromEntries(
    Object.entries(facets).map(([facet, words]) => [
      facet,
      reader.list(words, join('facets', facet)).map((word) => reader.text(word, join('facets', facet))),
    ]),
  );
}

/** Ids are never reused: an old one is gone, and what took its place is there. */
function readReplaces(
  reader: SettingReader,
  value: unknown,
  themes: readonly Theme[],
): Record<string, string> {
  const ids = new Set<string>(themes.map(({ id }) => id));
  const rows = Object.entries(reader.keys(value, 'replaces')).map(([old, now]) => {
    const path = `replaces.${old}`;
    if (ids.has(old)) reader.say(path, `${old} is still in force: an id is never reused`);
    if (typeof now !== 'string' || !ids.has(now)) reader.say(path, 'Name the theme that took its place');
    return [old, String(now)] as const;
  });
  return Object.fromEntries(rows);
}
