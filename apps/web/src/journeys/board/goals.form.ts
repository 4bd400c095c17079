import { IsNotEmpty, Matches, MaxLength } from 'class-validator';

const YEAR = { message: 'Choose an academic year from the list, like 2026/27' };

export class GoalWordsForm {
  @IsNotEmpty({ message: 'Enter a short name' })
  @MaxLength(80, { message: 'Keep the name to 80 characters or fewer' })
  name: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the goal in the Board’s words' })
  @MaxLength(500, { message: 'Keep the goal to 500 characters or fewer' })
  wording: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what the Board wants to see' })
  @MaxLength(300, { message: 'Keep what the Board wants to see to 300 characters or fewer' })
  aim: string | undefined = undefined;

  measures: string[] = [];

  @Matches(/^20\d\d\/\d\d$/, YEAR)
  fromYear: string | undefined = undefined;

  @Matches(/^20\d\d\/\d\d$/, YEAR)
  toYear: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter who on the Board answers for it' })
  @MaxLength(80, { message: 'Keep who answers for it to 80 characters or fewer' })
  owner: string | undefined = undefined;
}

export class NewGoalForm extends GoalWordsForm {
  @Matches(/^[1-9]$/, { message: 'Choose one of the four goals' })
  goal: string | undefined = undefined;
}

export class AdoptGoalForm {
  @IsNotEmpty({ message: 'Enter the meeting that adopted it' })
  @MaxLength(120, { message: 'Keep the meeting to 120 characters or fewer' })
  meeting: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the day of the meeting' })
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-11-25' })
  on: string | undefined = undefined;
}

export class ReviewGoalForm {
  @IsNotEmpty({ message: 'Enter what the Board found' })
  @MaxLength(1_000, { message: 'Keep what the Board found to 1,000 characters or fewer' })
  note: string | undefined = undefined;
}

export class CloseGoalForm {
  @IsNotEmpty({ message: 'Enter why it is closed' })
  @MaxLength(500, { message: 'Keep why it is closed to 500 characters or fewer' })
  because: string | undefined = undefined;
}
