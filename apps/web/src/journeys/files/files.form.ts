import { IsBase64, Matches } from 'class-validator';

export class BringForm {
  /** Cells copied out of a spreadsheet, heading and all. */
  cells: string | undefined = undefined;
}

export class ImportForm {
  /** The rows that the preview read, as a file of their own: nothing is kept here before it is imported. */
  @IsBase64({}, { message: 'Bring the file again: this page no longer holds its rows' })
  rows: string | undefined = undefined;

  /** Of the preview that the person saw. */
  @Matches(/^[0-9a-f]{64}$/, { message: 'Bring the file again: this page no longer knows what it showed' })
  hash: string | undefined = undefined;
}
