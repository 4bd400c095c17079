import { refuse } from './file-refused.js';
import { MAX_COLUMNS, type TableKind } from './table-kind.js';

/** Names that a plain object would take for its own. */
const UNSAFE = new Set(['__proto__', 'prototype', 'constructor']);
/** Letters and digits only, lower case: no file may bring a row per pupil. */
const ABOUT_PUPILS =
  /^(upn|formerupn|uniquepupil(number|id)|pupil(id|name|forename|surname|firstname|lastname|dob)|child(name|id)|uln|uniquelearnernumber|dob|dateofbirth|birthdate|nhsnumber)$/;

/** The heading row: names as given but for surrounding spaces, in the file's own order, which means nothing. */
export class Header {
  private constructor(
    readonly names: readonly string[],
    private readonly at: ReadonlyMap<string, number>,
  ) {}

  /** @throws FileRefused naming the heading that is missing, twice, empty, unsafe, unknown or about pupils. */
  static parse(cells: readonly string[], line: number, kind: TableKind): Header {
    refuseOtherDelimiters(cells, line, kind);
    if (cells.length > MAX_COLUMNS) {
      refuse(
        `There are ${cells.length.toLocaleString('en-GB')} columns; at most ${MAX_COLUMNS} can be read.`,
        { line },
      );
    }
    const at = new Map<string, number>();
    const names = cells.map((cell, index) => {
      const name = trimmed(cell);
      if (name === '') refuse(`Column ${index + 1} has no heading.`, { line });
      if (UNSAFE.has(name)) refuse(`A column may not be called “${name}”.`, { line, column: name });
      if (ABOUT_PUPILS.test(name.toLowerCase().replace(/[^a-z0-9]/g, ''))) {
        refuse('This column is about single pupils. Pupil-level data is never read.', { line, column: name });
      }
      const before = at.get(name);
      if (before !== undefined) {
        refuse(`This heading is there twice, in columns ${before + 1} and ${index + 1}.`, {
          line,
          column: name,
        });
      }
      at.set(name, index);
      return name;
    });
    const header = new Header(names, at);
    header.refuseMissing(kind, line);
    header.refuseUnknown(kind, line);
    return header;
  }

  /** @returns the column's place from 0, or -1 where the file has no such column. */
  indexOf(name: string): number {
    return this.at.get(name) ?? -1;
  }

  has(name: string): boolean {
    return this.at.has(name);
  }

  private refuseMissing(kind: TableKind, line: number): void {
    for (const needed of kind.required) {
      const twins = typeof needed === 'string' ? [needed] : needed;
      if (twins.some((name) => this.has(name))) continue;
      refuse(`A ${kind.says} needs the column ${twins.map((name) => `“${name}”`).join(' or ')}.`, { line });
    }
  }

  private refuseUnknown(kind: TableKind, line: number): void {
    if (!kind.optional) return;
    const known = new Set([...kind.required.flat(), ...kind.optional]);
    const unknown = this.names.find((name) => !known.has(name));
    if (unknown !== undefined) {
      refuse(`A ${kind.says} has no such column. It may have: ${[...known].join(', ')}.`, {
        line,
        column: unknown,
      });
    }
  }
}

/** The text without surrounding spaces of any kind: no-break ones (`trim` knows them) and zero-width ones too. */
export const trimmed = (text: string): string =>
  text.includes('\u200b') ? text.replace(/^[\s\u200b]+|[\s\u200b]+$/g, '') : text.trim();

function refuseOtherDelimiters(cells: readonly string[], line: number, kind: TableKind): void {
  const [only, ...more] = cells;
  if (only === undefined || more.length > 0) return;
  for (const [mark, name] of [
    [';', 'semicolons'],
    ['\t', 'tabs'],
    ['|', 'bars'],
  ] as const) {
    if (only.includes(mark))
      refuse(`The columns are separated by ${name}; a ${kind.says} uses commas.`, { line });
  }
}
