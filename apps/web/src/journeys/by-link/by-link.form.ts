import { IsIn, IsOptional, MaxLength } from 'class-validator';

const LONG = 2_000;

/** The record of a visit, as on the pairing's page; which visit it is stands in the link. */
export class RecordReplyForm {
  @IsIn(['yes', 'no'], { message: 'Choose whether the record is accurate' })
  accurate: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep your reply to 2,000 characters or fewer' })
  reply: string | undefined = undefined;
}
