import { Matches } from 'class-validator';

export const NOBODY = 'nobody';

export class CoverForm {
  @Matches(/^(nobody|[0-9a-f-]{36})$/, { message: 'Choose who covers for you, or nobody by name' })
  cover: string | undefined = undefined;

  @Matches(/^[0-9]{1,9}$/, { message: 'Open the page again' })
  version: string | undefined = undefined;
}
