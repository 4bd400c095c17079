import { IsIn, IsOptional } from 'class-validator';

export class ConfirmProviderForm {
  /** Ticked by whoever was told that both schools differ. */
  @IsOptional()
  @IsIn(['yes'], { message: 'Say that both are right' })
  agreed: string | undefined = undefined;
}
