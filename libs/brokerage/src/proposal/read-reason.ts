import { FieldReader } from '@app/profiles';

/** As long as anybody reads. Code points. */
const MOST = 2_000;

/** Why somebody chose: kept, shown to who may see the choice, and never empty where one is asked for. @throws BadInput */
export function readReason(given: unknown, what = 'a reason'): string {
  const reader = new FieldReader();
  return reader.finish(reader.text('reason', given, what, MOST));
}

/** @returns null where none was typed. @throws BadInput */
export function readReasonOrNull(given: unknown): string | null {
  const reader = new FieldReader();
  return reader.finish(reader.textOrNull('reason', given, 'a reason', MOST));
}
