import type { LocalDate, ThemeId } from '@app/kernel';
import type { BookedDaysRow, WindowView } from '@app/profiles';

/** What days are booked for, as far as this person may know. */
export interface BookedFor {
  /** `request`: a yes that was given blind or waits for a decision. */
  readonly kind: 'request' | 'pairing' | 'light' | 'project';
  /** Where its page is found; null where its page is not for this person. */
  readonly reference: string | null;
  readonly theme: ThemeId | null;
  /** The school that is helped, once its name is open; a project has several and is named by its reference. */
  readonly school: string | null;
  /** Until when a yes holds the days. */
  readonly heldUntil: LocalDate | null;
}

export interface Booking extends Omit<BookedDaysRow, 'reference' | 'halfTerm'> {
  /** Null where only a head, or a colleague whom the head named, may know. */
  readonly what: BookedFor | null;
}

export interface CommittedHalfTerm extends WindowView {
  readonly bookings: readonly Booking[];
}
