import { BadInput, type FieldError } from '@app/kernel';

export type Keys = Readonly<Record<string, unknown>>;

/** Faults named in one answer: enough to mend a file by, and no answer of megabytes for a file that is wrong throughout. */
const MOST_FAULTS = 100;

/**
 * Reads plain values strictly and goes on after a fault, so that one reading names many; what it made counts only where
 * there was none. Every number is a whole one: NaN, the infinities and fractions are refused like any other stranger.
 */
export class FieldReader {
  private readonly faults: FieldError[] = [];

  say(path: string, message: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ path, message });
  }

  /** @throws BadInput naming the faults by field. */
  finish<Made>(made: Made, sentence: string): Made {
    if (this.faults.length > 0) throw new BadInput(this.faults, sentence);
    return made;
  }

  /** An object with just these keys: an unknown one is refused, so that a misspelt key is not silently a missing one. */
  keys(value: unknown, path: string, known?: readonly string[]): Keys {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.say(path, 'Give names with values here');
      return {};
    }
    if (known) {
      for (const key of Object.keys(value))
        if (!known.includes(key)) this.say(join(path, key.slice(0, 40)), 'This name is not known here');
    }
    return value as Keys;
  }

  list(value: unknown, path: string, most: number): readonly unknown[] {
    if (!Array.isArray(value)) this.say(path, 'Give a list here');
    else if (value.length > most) this.say(path, `Give ${String(most)} rows or fewer`);
    else return value;
    return [];
  }

  /** Both ends included. */
  whole(value: unknown, path: string, least: number, most: number): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most)
      return value + 0; // -0 becomes 0
    this.say(path, `Enter a whole number from ${String(least)} to ${String(most)}`);
    return least;
  }

  wholeOrNull(value: unknown, path: string, least: number, most: number): number | null {
    return value === null ? null : this.whole(value, path, least, most);
  }

  flag(value: unknown, path: string): boolean {
    if (typeof value !== 'boolean') this.say(path, 'Enter true or false');
    return value === true;
  }

  /** A name that programs use: letters, digits and `._:/-`, 1 to 80 of them. */
  name(value: unknown, path: string): string {
    if (typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}$/.test(value)) return value;
    this.say(path, 'Enter a name of 1 to 80 letters, digits, dots, dashes or colons');
    return '';
  }

  /** A text for people, 1 to 200 characters. */
  text(value: unknown, path: string): string {
    if (typeof value === 'string' && value.trim() !== '' && value.length <= 200) return value;
    this.say(path, 'Enter a text of 1 to 200 characters');
    return '';
  }

  textOrNull(value: unknown, path: string): string | null {
    return value === null ? null : this.text(value, path);
  }

  oneOf<Word extends string>(value: unknown, path: string, allowed: readonly Word[]): Word {
    const word = allowed.find((each) => each === value);
    if (word === undefined) this.say(path, `Enter one of: ${allowed.join(', ')}`);
    return word ?? (allowed[0] as Word);
  }

  /** A set: each word once, in the order of `allowed`. */
  someOf<Word extends string>(
    value: unknown,
    path: string,
    allowed: readonly Word[],
    fewest: 0 | 1,
  ): readonly Word[] {
    const given = this.list(value, path, allowed.length);
    const words = given.map((each, at) => this.oneOf(each, join(path, String(at)), allowed));
    if (Array.isArray(value) && words.length < fewest) this.say(path, 'Name at least one');
    if (new Set(words).size < words.length) this.say(path, 'Name each one once');
    return allowed.filter((word) => words.includes(word));
  }
}

export function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
