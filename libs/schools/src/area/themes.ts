import type { ThemeId } from '@app/kernel';

/** Short names of outside frameworks, by the label each prints: report card areas, SEND guide, Board goals. */
export interface ThemeMaps {
  readonly ofsted: Readonly<Record<string, string>>;
  readonly send: Readonly<Record<string, string>>;
  readonly goals: Readonly<Record<string, string>>;
}

export interface Theme {
  /** `att.strategy`: the area, a dot, the aspect. */
  readonly id: ThemeId;
  readonly area: string;
  readonly name: string;
  /** Keys of the maps. */
  readonly ofsted: readonly string[];
  readonly send: readonly string[];
  readonly goals: readonly string[];
}

export interface ThemeArea {
  readonly key: string;
  readonly name: string;
}

/** One version of the taxonomy, as an area's setting `themes` keeps it. */
export interface Taxonomy {
  readonly version: string;
  /** A retired id by the one that took its place. */
  readonly replaces: Readonly<Record<string, string>>;
  readonly maps: ThemeMaps;
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly areas: readonly ThemeArea[];
  readonly themes: readonly Theme[];
}

/** Looks themes up by id. Order is the taxonomy's own. */
export class Themes {
  private readonly byId: ReadonlyMap<string, Theme>;
  private readonly areaNames: ReadonlyMap<string, string>;

  constructor(readonly taxonomy: Taxonomy) {
    this.byId = new Map(taxonomy.themes.map((theme) => [theme.id, theme]));
    this.areaNames = new Map(taxonomy.areas.map(({ key, name }) => [key, name]));
  }

  has(id: string): id is ThemeId {
    return this.byId.has(id);
  }

  /** @returns null for an id that is not in force. */
  theme(id: string): Theme | null {
    return this.byId.get(id) ?? null;
  }

  /** What took the place of a retired id; null for one that is in force, or never was. */
  successorOf(id: string): Theme | null {
    const { replaces } = this.taxonomy;
    return Object.hasOwn(replaces, id) ? this.theme(replaces[id] ?? '') : null;
  }

  /** Like "Reducing persistent absence"; the id itself where it is no longer in force, so that old records stay readable. */
  nameOf(id: string): string {
    return this.byId.get(id)?.name ?? id;
  }

  /** Like "Attendance", for a theme or for its area. */
  areaNameOf(id: string): string {
    const key = id.split('.')[0] ?? id;
    return this.areaNames.get(key) ?? key;
  }

  /** For a page that offers them: each area with its themes. */
  byArea(): readonly { readonly area: ThemeArea; readonly themes: readonly Theme[] }[] {
    const { areas, themes } = this.taxonomy;
    return areas.map((area) => ({ area, themes: themes.filter((theme) => theme.area === area.key) }));
  }
}
