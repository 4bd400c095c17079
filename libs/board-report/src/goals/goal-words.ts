import { parseAcademicYear, type AcademicYearId } from '@app/kernel';
import { FieldReader } from '@app/profiles';
import { COMPARED_MEASURES, type MeasureId } from '@app/schools';

/** What is written before a Board decides on it. */
export interface GoalWords {
  readonly name: string;
  readonly wording: string;
  readonly aim: string;
  readonly owner: string;
  readonly measures: readonly string[];
  readonly fromYear: string;
  readonly toYear: string;
}

/** As many as fit the sheet beside what was done. */
export const MOST_MEASURES = 4;

/** @throws BadInput naming every fault by its field. */
export function readGoalWords(asked: GoalWords): GoalWords & {
  readonly measures: MeasureId[];
  readonly fromYear: AcademicYearId;
  readonly toYear: AcademicYearId;
} {
  const reader = new FieldReader();
  const [fromYear, toYear] = [asked.fromYear, asked.toYear].map(parseAcademicYear);
  if (!fromYear) reader.say('fromYear', 'Choose an academic year from the list, like 2026/27');
  if (!toYear) reader.say('toYear', 'Choose an academic year from the list, like 2026/27');
  if (fromYear && toYear && toYear < fromYear)
    reader.say('toYear', 'Choose a last year that is not before the first');
  const unknown = asked.measures.filter((each) => !COMPARED_MEASURES.some((measure) => measure === each));
  if (unknown.length > 0) reader.say('measures', 'Choose published figures from the list');
  if (asked.measures.length > MOST_MEASURES)
    reader.say('measures', `Choose ${String(MOST_MEASURES)} published figures or fewer`);
  return reader.finish({
    name: reader.text('name', asked.name, 'a short name', 80),
    wording: reader.text('wording', asked.wording, 'the goal in the Board’s words', 500),
    aim: reader.text('aim', asked.aim, 'what the Board wants to see', 300),
    owner: reader.text('owner', asked.owner, 'who on the Board answers for it', 80),
    measures: COMPARED_MEASURES.filter((measure) => asked.measures.includes(measure)),
    fromYear: fromYear ?? ('' as AcademicYearId),
    toYear: toYear ?? ('' as AcademicYearId),
  });
}
