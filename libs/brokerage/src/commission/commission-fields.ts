import type { LocalDate } from '@app/kernel';
import type { FieldReader } from '@app/profiles';

/** What is said of a commission until the chair has decided about it. */
export interface CommissionSaid {
  /** What the help is for. */
  readonly specification: string;
  /** Why nobody inside: who was asked, what else was tried. */
  readonly routesTried: string;
  /** Each a thing that can be looked at when it is there. */
  readonly deliverables: readonly string[];
  readonly deliverBy: string;
  /** Whoever is in mind; quotes may lead to somebody else. */
  readonly supplier?: string | null;
  readonly funder: string;
  /** Whole pence; nought where it costs the area nothing. */
  readonly pence: number;
  readonly halfDays: number;
}

export interface FieldsOfCommission {
  readonly specification: string;
  readonly routesTried: string;
  readonly deliverables: string[];
  readonly deliverBy: LocalDate;
  readonly supplier: string | null;
  readonly funder: string;
  readonly pence: number;
  readonly halfDays: number;
}

/** A million pounds, and five hundred days: more is a slip of the hand. */
export const MOST = {
  ...{ specification: 4_000, routesTried: 2_000, deliverables: 10, deliverable: 300 },
  ...{ name: 200, pence: 100_000_000, halfDays: 1_000, said: 2_000 },
} as const;

/** Faults are kept by the reader. */
export function readCommission(
  reader: FieldReader,
  asked: CommissionSaid,
  today: LocalDate,
): FieldsOfCommission {
  return {
    specification: reader.text(
      'specification',
      asked.specification,
      'what the help is for',
      MOST.specification,
    ),
    routesTried: reader.text(
      'routesTried',
      asked.routesTried,
      'why nobody inside the area can help',
      MOST.routesTried,
    ),
    deliverables: readDeliverables(reader, asked.deliverables),
    deliverBy: readDeliverBy(reader, asked.deliverBy, today),
    supplier: reader.textOrNull('supplier', asked.supplier, 'the supplier', MOST.name),
    funder: reader.text('funder', asked.funder, 'who funds it', MOST.name),
    pence: reader.whole('pence', asked.pence, 'the cost in pence', 0, MOST.pence),
    halfDays: reader.whole('halfDays', asked.halfDays, 'the half-days', 0, MOST.halfDays),
  };
}

export function readDeliverBy(reader: FieldReader, given: unknown, today: LocalDate): LocalDate {
  const day = reader.date('deliverBy', given, 'the day by which it is delivered');
  if (day <= today) reader.say('deliverBy', 'Enter a day after today');
  return day;
}

function readDeliverables(reader: FieldReader, given: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(given) ? given : [];
  const read = all.flatMap(
    (each) => reader.textOrNull('deliverables', each, 'each of what is delivered', MOST.deliverable) ?? [],
  );
  if (read.length === 0) reader.say('deliverables', 'Enter what is delivered, each on a line of its own');
  if (read.length > MOST.deliverables)
    reader.say('deliverables', `Enter ${String(MOST.deliverables)} lines or fewer`);
  return read;
}
