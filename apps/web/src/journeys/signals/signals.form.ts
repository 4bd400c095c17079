import { IsNotEmpty, MaxLength } from 'class-validator';

export class SignalReplyForm {
  @IsNotEmpty({ message: 'Enter what your school knows about this figure' })
  @MaxLength(2_000, { message: 'Keep your reply to 2,000 characters or fewer' })
  reply: string | undefined = undefined;
}
