import type { LocalDate, NeedId, SchoolUrn } from '@app/kernel';

/** A school of work that goes on has nobody in post as its head: nobody can agree, reply or leave for it. */
export interface SideWithoutHead {
  /** Of the pairing, or of the project. */
  readonly reference: string;
  readonly needId: NeedId | null;
  readonly urn: SchoolUrn;
  readonly school: string;
  /** The day on which the last post ended; null where none ever was. */
  readonly since: LocalDate | null;
}

export interface SideTask extends Pick<SideWithoutHead, 'reference' | 'school'> {
  readonly since: Date;
  readonly dueOn: LocalDate;
}
