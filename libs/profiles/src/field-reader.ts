import {
  BadInput,
  parseHalfTerm,
  parseLocalDate,
  parseUrn,
  yearOfHalfTerm,
  type Calendar,
  type FieldError,
  type HalfTermId,
  type LocalDate,
  type SchoolUrn,
  type ThemeId,
} from '@app/kernel';
import type { Themes } from '@app/schools';

/** Controls that turn the direction of text around, invisible in every other way. */
const BIDI = /\p{Bidi_Control}/gu;
// NUL and the other controls but tab and line feed: no text of a person holds them.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;

/** Reads what was asked of a verb, field by field, and reads on after a fault so that one answer names them all. */
export class FieldReader {
  private readonly faults: FieldError[] = [];

  /**
   * A text as it is stored: its lines end alike, whatever program ended them, and nothing turns its direction around. For
   * a page that shows it before it is sent, and for a file that is compared with it.
   */
  static asStored(text: string): string {
    return text.replaceAll(/\r\n?/g, '\n').replace(BIDI, '');
  }

  /** The first thing to mend of a field is enough. */
  say(path: string, message: string): void {
    if (!this.faults.some((fault) => fault.path === path)) this.faults.push({ path, message });
  }

  /** @throws BadInput naming every fault by its field. */
  finish<Made>(made: Made): Made {
    if (this.faults.length > 0) throw new BadInput(this.faults);
    return made;
  }

  /** @param most code points. @param what names the field in a sentence, like "what you want to change". */
  text(path: string, given: unknown, what: string, most: number): string {
    const text = this.textOrNull(path, given, what, most);
    if (text === null) this.say(path, `Enter ${what}`);
    return text ?? '';
  }

  textOrNull(path: string, given: unknown, what: string, most: number): string | null {
    if (given === null || given === undefined) return null;
    const text = typeof given === 'string' ? FieldReader.asStored(given).trim() : null;
    if (text === null || CONTROL.test(text) || !text.isWellFormed()) {
      this.say(path, `Enter ${what} as plain text`);
      return null;
    }
    if ([...text].length > most)
      this.say(path, `Keep ${what} to ${most.toLocaleString('en-GB')} characters or fewer`);
    return text === '' ? null : text;
  }

  oneOf<Word extends string>(path: string, given: unknown, allowed: readonly Word[]): Word {
    const known = allowed.find((word) => word === given);
    if (known === undefined) this.say(path, `Choose one of: ${allowed.join(', ')}`);
    return (known ?? allowed[0]) as Word;
  }

  /** In the order of `allowed`, whatever the order given; at least one, none twice. */
  someOf<Word extends string>(path: string, given: unknown, allowed: readonly Word[]): Word[] {
    const words: readonly unknown[] = Array.isArray(given) ? given : [];
    const known = allowed.filter((word) => words.includes(word));
    if (known.length === 0 || known.length !== words.length)
      this.say(path, `Choose one or more of: ${allowed.join(', ')}`);
    return known;
  }

  whole(path: string, given: unknown, what: string, least: number, most: number): number {
    const fits = typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most;
    if (!fits) this.say(path, `Enter ${what} as a whole number from ${String(least)} to ${String(most)}`);
    return fits ? given : least;
  }

  wholeOrNull(path: string, given: unknown, what: string, least: number, most: number): number | null {
    return given === null || given === undefined ? null : this.whole(path, given, what, least, most);
  }

  date(path: string, given: unknown, what: string): LocalDate {
    const date = typeof given === 'string' ? parseLocalDate(given) : null;
    if (date === null) this.say(path, `Enter ${what} as a day that exists, like 2026-11-25`);
    return date ?? ('2000-01-01' as LocalDate);
  }

  theme(path: string, given: unknown, themes: Themes): ThemeId {
    const known = typeof given === 'string' && themes.has(given);
    const now = typeof given === 'string' && !known ? themes.successorOf(given) : null;
    if (now)
      this.say(path, `This theme is no longer in use. Choose ${now.id} (${now.name}), which took its place`);
    else if (!known) this.say(path, 'Choose a theme from the list, like att.strategy');
    return given as ThemeId;
  }

  /** A half-term of the calendar that is not over: `first` is the one that today belongs to. */
  halfTerm(path: string, given: unknown, calendar: Calendar, first: HalfTermId): HalfTermId {
    const halfTerm = typeof given === 'string' ? parseHalfTerm(given) : null;
    const held = calendar.years.some(({ id }) => halfTerm !== null && id === yearOfHalfTerm(halfTerm));
    if (halfTerm !== null && held && halfTerm >= first) return halfTerm;
    if (halfTerm === null) this.say(path, 'Give a half-term like 2026/27-3');
    else this.say(path, held ? `${halfTerm} is over` : `The calendar in force does not hold ${halfTerm}`);
    return first;
  }

  /** Distinct URNs, in order. @param own the asker's school, which is never one of them. */
  urns(path: string, given: unknown, most: number, own: SchoolUrn): SchoolUrn[] {
    const texts: readonly unknown[] = Array.isArray(given) ? given : [];
    const urns = texts.map((text) => (typeof text === 'string' ? parseUrn(text) : null));
    const known = [...new Set(urns.filter((urn) => urn !== null))].sort();
    if (!Array.isArray(given) || urns.includes(null))
      this.say(path, 'Give schools by their URN, six digits each');
    else if (known.length > most) this.say(path, `Name ${String(most)} schools or fewer`);
    else if (known.includes(own)) this.say(path, 'Your own school cannot be one of them');
    return known;
  }
}
