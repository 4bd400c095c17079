import { CLOSING_OUTCOMES, type AskedObjective, type Objective } from '@app/brokerage';
import { MODES } from '@app/profiles';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

const LONG = 2_000;

/** Three objectives of five boxes each, and five more for what is counted; the verb reads them and names what is missing. */
export class AgendaForm {
  purpose: string | undefined = undefined;
  'aim-1': string | undefined = undefined;
  'measure-1': string | undefined = undefined;
  'baseline-1': string | undefined = undefined;
  'target-1': string | undefined = undefined;
  'due-1': string | undefined = undefined;
  'published-1': string | undefined = undefined;
  'figure-1': string | undefined = undefined;
  'of-1': string | undefined = undefined;
  'period-1': string | undefined = undefined;
  'source-1': string | undefined = undefined;
  'aim-2': string | undefined = undefined;
  'measure-2': string | undefined = undefined;
  'baseline-2': string | undefined = undefined;
  'target-2': string | undefined = undefined;
  'due-2': string | undefined = undefined;
  'published-2': string | undefined = undefined;
  'figure-2': string | undefined = undefined;
  'of-2': string | undefined = undefined;
  'period-2': string | undefined = undefined;
  'source-2': string | undefined = undefined;
  'aim-3': string | undefined = undefined;
  'measure-3': string | undefined = undefined;
  'baseline-3': string | undefined = undefined;
  'target-3': string | undefined = undefined;
  'due-3': string | undefined = undefined;
  'published-3': string | undefined = undefined;
  'figure-3': string | undefined = undefined;
  'of-3': string | undefined = undefined;
  'period-3': string | undefined = undefined;
  'source-3': string | undefined = undefined;
  inclusion: string | undefined = undefined;
  exitRule: string | undefined = undefined;
  confidentiality: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]?$/, { message: 'Enter the working days between two contacts, 1 to 60' })
  cadence: string | undefined = undefined;
}

/** The same boxes, and why what stands is to change. */
export class ChangeForm extends AgendaForm {
  @IsNotEmpty({ message: 'Enter why it is to change' })
  @MaxLength(1_000, { message: 'Keep why it is to change to 1,000 characters or fewer' })
  reason: string | undefined = undefined;
}

export class DeclineForm {
  @IsNotEmpty({ message: 'Enter why you do not agree to it' })
  @MaxLength(1_000, { message: 'Keep why you do not agree to 1,000 characters or fewer' })
  words: string | undefined = undefined;
}

/** As the verbs read it. */
export function agendaOf(form: AgendaForm) {
  return {
    ...{ purpose: form.purpose ?? '', inclusion: form.inclusion ?? '', exitRule: form.exitRule ?? '' },
    ...{ confidentiality: form.confidentiality ?? '', cadenceDays: Number(form.cadence ?? '0') },
    objectives: objectivesOf(form),
  };
}

const WORDS = ['aim', 'measure', 'baseline', 'target', 'due'] as const;
const COUNTED = ['figure', 'of', 'period', 'source'] as const;
const PARTS = [...WORDS, ...COUNTED] as const;
type Box = (typeof PARTS)[number] | 'published';

export function objectivesOf(form: AgendaForm): AskedObjective[] {
  return ([1, 2, 3] as const).map((at) => {
    const of = (part: Box): string | null => form[`${part}-${String(at) as '1'}`] ?? null;
    return {
      ...{ aim: of('aim'), measure: of('measure'), baseline: of('baseline') },
      ...{ target: of('target'), due: of('due'), measureId: of('published') },
      ...{ figure: of('figure'), of: of('of'), period: of('period'), source: of('source') },
    };
  });
}

/** What stands in the boxes of one objective, for a form that changes it. */
export function boxesOf(objective: Objective, at: number): [string, string][] {
  const { figure, measureId } = objective;
  const counted: Partial<Record<Box, string | null | undefined>> = {
    figure: figure?.symbol ?? (figure?.value === undefined ? null : String(figure.value)),
    of: figure?.of === undefined || figure.of === null ? null : String(figure.of),
    ...{ period: figure?.period, source: figure?.source, published: measureId },
  };
  return [
    ...WORDS.map((part): [string, string] => [`${part}-${String(at)}`, objective[part]]),
    ...Object.entries(counted).map(([box, text]): [string, string] => [`${box}-${String(at)}`, text ?? '']),
  ];
}

/** What the verb calls a field, by the box it stands in. */
export const AGENDA_BOXES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [1, 2, 3].flatMap((at) =>
      [...PARTS, 'published' as const].map((box): [string, string] => [
        `objectives.${String(at)}.${box === 'published' ? 'measureId' : box}`,
        `${box}-${String(at)}`,
      ]),
    ),
  ),
  ...Object.fromEntries([1, 2, 3].map((at) => [`standings.${String(at)}`, `standing-${String(at)}`])),
  objectives: 'aim-1',
  cadenceDays: 'cadence',
};

/** Ticked where what was typed is about a child who may not be safe: then nothing of it is kept. */
export const CONCERNS_A_CHILD = 'safeguarding';

export class VisitForm {
  @IsOptional()
  @IsIn(['yes'], { message: 'Tick the box, or leave it empty' })
  [CONCERNS_A_CHILD]: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the day of the visit' })
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-11-25' })
  heldOn: string | undefined = undefined;

  @IsIn(MODES, { message: 'Choose how you met' })
  mode: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the days that it took, 0 for a call' })
  @Matches(/^(\d{1,2})(\.[05])?$/, { message: 'Enter days like 1 or 0.5' })
  days: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what happened' })
  @MaxLength(LONG, { message: 'Keep what happened to 2,000 characters or fewer' })
  summary: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep what comes next to 2,000 characters or fewer' })
  actions: string | undefined = undefined;

  /** The plan that it carries out; not typed. */
  @IsOptional()
  @Matches(/^[1-9][0-9]{0,4}$/, { message: 'Open the page again and record it anew' })
  planned: string | undefined = undefined;
}

/** A record put right: which one is not typed. */
export class CorrectVisitForm extends VisitForm {
  @Matches(/^[0-9a-f-]{36}$/, { message: 'Open the page again and put it right anew' })
  visit: string | undefined = undefined;
}

export class VisitReplyForm {
  @Matches(/^[0-9a-f-]{36}$/, { message: 'Open the page again and answer anew' })
  visit: string | undefined = undefined;

  @IsIn(['yes', 'no'], { message: 'Choose whether the record is accurate' })
  accurate: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep your reply to 2,000 characters or fewer' })
  reply: string | undefined = undefined;
}

export class CloseForm {
  @IsIn(CLOSING_OUTCOMES, { message: 'Choose how it ends' })
  outcome: string | undefined = undefined;

  @IsNotEmpty({ message: 'Say in a sentence or two what changed' })
  @MaxLength(LONG, { message: 'Keep what changed to 2,000 characters or fewer' })
  summary: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the thanks to 2,000 characters or fewer' })
  thanks: string | undefined = undefined;
}

export class PauseForm {
  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the day on which it is looked at again' })
  nextDate: string | undefined = undefined;
}
