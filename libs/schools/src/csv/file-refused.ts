import { BadInput } from '@app/kernel';

/** Where in a file: `line` as an editor counts it from 1, `column` the heading; null where it is about more than one. */
export interface Place {
  readonly line: number | null;
  readonly column: string | null;
}

export interface FileProblem extends Place {
  /** A sentence without its place, like `“Opn” is not a status that the register uses.` */
  readonly message: string;
}

/** @returns the place as people say it, like `Line 7, EstablishmentStatus (name)`; '' where it is about the whole file. */
export function sayPlace(place: Place): string {
  const said = [place.line === null ? '' : `line ${place.line}`, place.column ?? '']
    .filter(Boolean)
    .join(', ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** A file with more problems than this is read to its end all the same; the rest is counted, not listed. */
export const PROBLEMS_LISTED = 100;

/** The file cannot be taken as it is. Every problem names its place; nothing of the file was kept. */
export class FileRefused extends BadInput {
  override readonly code = 'FILE_REFUSED';
  /** The first problems, at most {@link PROBLEMS_LISTED}. */
  readonly problems: readonly FileProblem[];

  /** @param total how many problems there are where not all could be listed. */
  constructor(
    problems: readonly FileProblem[],
    readonly total = problems.length,
  ) {
    const listed = problems.slice(0, PROBLEMS_LISTED);
    super(
      listed.map((problem) => ({ path: sayPlace(problem), message: problem.message })),
      sayAll(listed, total),
    );
    this.problems = listed;
  }
}

function sayAll(problems: readonly FileProblem[], total: number): string {
  const [first] = problems;
  if (!first) return 'The file cannot be read.';
  const place = sayPlace(first);
  const sentence = place === '' ? first.message : `${place}: ${first.message}`;
  return total > 1 ? `${sentence} There are ${(total - 1).toLocaleString('en-GB')} more problems.` : sentence;
}

/** The file as a whole, or one place in it, refused at once: reading on would only guess. */
export function refuse(message: string, place: Partial<Place> = {}): never {
  throw new FileRefused([{ line: place.line ?? null, column: place.column ?? null, message }]);
}

/** Problems found while reading on, so that a person sees them together; kept up to the number that will be listed. */
export class Problems {
  private readonly listed: FileProblem[] = [];
  private total = 0;

  add(problem: FileProblem): void {
    this.total += 1;
    if (this.listed.length < PROBLEMS_LISTED) this.listed.push(problem);
  }

  get count(): number {
    return this.total;
  }

  get list(): readonly FileProblem[] {
    return this.listed;
  }

  refuseIfAny(): void {
    if (this.total > 0) throw new FileRefused(this.listed, this.total);
  }
}
