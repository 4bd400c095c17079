import {
  parseHalfTerm,
  parseLocalDate,
  parseUrn,
  type HalfTermId,
  type LocalDate,
  type SchoolUrn,
  type ThemeId,
} from '@app/kernel';
import { FieldReader, join, type Keys } from '../field-reader.js';
import { byText } from './canonical-json.js';

/** Names that other rows may refer to. */
export interface Known {
  readonly schools: ReadonlySet<string>;
  readonly themes: ReadonlySet<string>;
}

/** Reads the rows of a snapshot: a reference to what is not in it is refused like a number that is none. */
export class RowReader extends FieldReader {
  /**
   * Rows of one kind, in the order of their keys.
   *
   * @param keyOf what tells two rows apart: the same key twice is refused.
   */
  rows<Row>(
    value: unknown,
    path: string,
    most: number,
    readOne: (value: unknown, path: string) => Row,
    keyOf: (row: Row) => string,
  ): readonly Row[] {
    const seen = new Map<string, number>();
    const keyed = this.list(value, path, most).map((each, at) => {
      const where = `${path}.${String(at)}`;
      const row = readOne(each, where);
      const key = keyOf(row);
      const before = seen.get(key);
      if (before !== undefined) this.say(where, `The same as row ${String(before)}: ${key}`);
      else seen.set(key, at);
      return { key, row };
    });
    return keyed.sort((a, b) => byText(a.key, b.key)).map(({ row }) => row);
  }

  row(value: unknown, path: string, names: readonly string[]): Keys {
    return this.keys(value, path, names);
  }

  urn(value: unknown, path: string): SchoolUrn {
    const urn = typeof value === 'string' ? parseUrn(value) : null;
    if (urn === null) this.say(path, 'Enter a URN of six digits');
    return urn ?? ('' as SchoolUrn);
  }

  school(value: unknown, path: string, known: Known): SchoolUrn {
    const urn = this.urn(value, path);
    if (urn !== '' && !known.schools.has(urn)) this.say(path, `School ${urn} is not in this snapshot`);
    return urn;
  }

  /** A set of schools; those the snapshot does not hold are kept, since nothing is lost by naming them. */
  urns(value: unknown, path: string): readonly SchoolUrn[] {
    const urns = this.list(value, path, 1_000).map((each, at) => this.urn(each, join(path, String(at))));
    if (new Set(urns).size < urns.length) this.say(path, 'Name each school once');
    return [...urns].sort(byText);
  }

  theme(value: unknown, path: string, known: Known): ThemeId {
    if (typeof value === 'string' && known.themes.has(value)) return value as ThemeId;
    const named =
      typeof value === 'string' ? `${value.slice(0, 40)} is not a theme in force` : 'Name a theme';
    this.say(path, named);
    return '' as ThemeId;
  }

  halfTerm(value: unknown, path: string): HalfTermId {
    const id = typeof value === 'string' ? parseHalfTerm(value) : null;
    if (id === null) this.say(path, 'Enter a half-term like 2026/27-3');
    return id ?? ('' as HalfTermId);
  }

  date(value: unknown, path: string): LocalDate {
    const date = typeof value === 'string' ? parseLocalDate(value) : null;
    if (date === null) this.say(path, 'Enter a day like 2026-11-25');
    return date ?? ('' as LocalDate);
  }

  dateOrNull(value: unknown, path: string): LocalDate | null {
    return value === null ? null : this.date(value, path);
  }
}
