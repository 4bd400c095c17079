/** One mail to one person, as it leaves: plain text, no attachment. */
export interface Letter {
  /** Ours; a repeat that cannot be avoided carries it again, so that the mail is recognised as the same. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What became of a letter that somebody took or refused for good. */
export type Handed =
  | {
      readonly kind: 'accepted';
      /** What the carrier calls it: for finding it in the carrier's own log. */
      readonly reference: string;
    }
  /** This address takes no mail, or not this one: sending it again would not help. */
  | { readonly kind: 'refused'; readonly because: string };

/** The carrier is not there, busy or out of sorts: the same letter may be tried later. */
export class MailWaits extends Error {
  override readonly name = 'MailWaits';
}

/** Who carries mail: an SMTP server, GOV.UK Notify, or nobody (the log alone). */
export interface Mailer {
  /**
   * @param again an earlier try may have been accepted without our hearing of it.
   * @throws MailWaits where a later try may do.
   */
  send(letter: Letter, again: boolean): Promise<Handed>;
  close(): Promise<void>;
}

/** Anything else is refused unsent: quoted names, comments, spaces, line breaks and more than one address. */
const ADDRESS = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

export function isPlainAddress(address: string): boolean {
  return address.length <= 254 && ADDRESS.test(address);
}

export const NO_PLAIN_ADDRESS: Handed = { kind: 'refused', because: 'This is no address that takes mail.' };
