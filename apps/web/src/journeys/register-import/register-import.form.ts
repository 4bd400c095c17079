import { CONFIRMATIONS } from '@app/schools';
import { IsIn, IsOptional, Matches } from 'class-validator';

export class UploadForm {
  @IsIn(['register', 'links', 'measures'], { message: 'Choose what the file is' })
  kind: string | undefined = undefined;

  @IsOptional()
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day of the extract like 2026-09-01' })
  extractDate: string | undefined = undefined;
}

export class CommitForm {
  /** Of the file whose preview the person saw. */
  @Matches(/^[0-9a-f]{64}$/, {
    message: 'Open the preview again: this page no longer knows which file it showed',
  })
  fileHash: string | undefined = undefined;

  @IsIn(CONFIRMATIONS, { each: true, message: 'Tick only what the page asks' })
  confirmed: string[] = [];
}

/** A button and nothing else. */
export class NoForm {}
