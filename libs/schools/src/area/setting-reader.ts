import { BadInput, type FieldError } from '@app/kernel';

export type Keys = Readonly<Record<string, unknown>>;

/** Reads on after a fault, so that one reading names them all; what it made counts only where there was none. */
export class SettingReader {
  private readonly faults: FieldError[] = [];

  say(path: string, message: string): void {
    this.faults.push({ path, message });
  }

  /** @throws BadInput naming every fault by its field. */
  finish<Made>(made: Made, sentence: string): Made {
    if (this.faults.length > 0) throw new BadInput(this.faults, sentence);
    return made;
  }

  /** Own names with values; an unknown name is refused, so that a misspelt one is not silently a missing one. */
  keys(value: unknown, path: string, known?: readonly string[]): Keys {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.say(path, 'Give names with values here');
      return {};
    }
    for (const key of Object.keys(value)) {
      if (known && !known.includes(key)) this.say(join(path, key), `${key.slice(0, 40)} is not known here`);
    }
    return value as Keys;
  }

  text(value: unknown, path: string): string {
    if (typeof value === 'string' && value.trim() !== '' && value.length <= 200) return value;
    this.say(path, 'Enter a text of 1 to 200 characters');
    return '';
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.say(path, 'Give a list here');
    return [];
  }
}

export function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
