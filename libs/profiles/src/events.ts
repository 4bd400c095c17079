import type { NeedId } from '@app/kernel';
import type { OutboxEvent } from '@app/platform';

/** Queue names are the events' kinds. A job carries ids and nothing of what a need says. */
export const NEED_RAISED = 'profiles.need-raised';
export const NEED_OPENED = 'profiles.need-opened';
export const NEED_ENDED = 'profiles.need-ended';

export function needRaised(need: NeedId): OutboxEvent {
  return { kind: NEED_RAISED, key: `need-raised.${need}`, ids: { need }, schemaVersion: 1 };
}

/** @param version of the need: opened again after a pairing ended, it is another event. */
export function needOpened(need: NeedId, version: number): OutboxEvent {
  return {
    kind: NEED_OPENED,
    key: `need-opened.${need}.${String(version)}`,
    ids: { need },
    schemaVersion: 1,
  };
}

/** Withdrawn, not pursued, escalated or met: what was proposed for it must end. */
export function needEnded(need: NeedId, version: number): OutboxEvent {
  return { kind: NEED_ENDED, key: `need-ended.${need}.${String(version)}`, ids: { need }, schemaVersion: 1 };
}
