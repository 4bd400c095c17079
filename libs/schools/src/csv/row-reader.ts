import type { FileProblem, Problems } from './file-refused.js';
import { trimmed, type Header } from './header.js';
import type { Reading } from './read-words.js';
import type { Row } from './read-table.js';

/** Reads one row by heading; what cannot be read becomes a problem with its place, and the row is then not used. */
export class RowReader {
  private sound = true;

  constructor(
    private readonly row: Row,
    private readonly header: Header,
    private readonly problems: Problems,
    private readonly notes: FileProblem[],
  ) {}

  get line(): number {
    return this.row.line;
  }

  /** False as soon as one cell could not be read. */
  get isSound(): boolean {
    return this.sound;
  }

  /** The cell exactly as given; null where the file has no such column. */
  given(heading: string): string | null {
    return this.row.cells[this.header.indexOf(heading)] ?? null;
  }

  /** The cell without surrounding spaces; null where it is blank or the file has no such column. */
  text(heading: string): string | null {
    const given = this.given(heading);
    return given === null ? null : trimmed(given) || null;
  }

  /** Applies a reading to the cell; `absent` where the file has no such column or the cell is a problem. */
  read<T, A>(heading: string, reading: (cell: string) => Reading<T>, absent: A): T | A {
    const given = this.given(heading);
    if (given === null) return absent;
    const read = reading(given);
    if ('value' in read) return read.value;
    this.refuse(heading, read.problem);
    return absent;
  }

  refuse(heading: string | null, message: string): void {
    this.sound = false;
    this.problems.add({ line: this.line, column: heading, message });
  }

  /** Worth telling, not worth refusing: read as unknown. */
  note(heading: string | null, message: string): void {
    this.notes.push({ line: this.line, column: heading, message });
  }
}
