import { Page } from './answers.js';

export interface StaleAnswer {
  readonly label: string;
  /** The form's field. */
  readonly name: string;
  readonly yours: string;
  readonly theirs: string;
}

/** Somebody else saved first. Both versions side by side; nothing was overwritten, nothing typed is lost. */
export interface StaleView {
  readonly title: string;
  /** Like "R. Hale changed this at 10:40." */
  readonly happened: string;
  /** Where the form posts to, and the version that is now in force. */
  readonly action: string;
  readonly version: number;
  readonly answers: readonly StaleAnswer[];
  /** The record as it is now, for keeping theirs. */
  readonly theirsHref: string;
}

export function stalePage(view: StaleView): Page {
  return new Page('layout/stale-page.njk', view, { status: 412 });
}
