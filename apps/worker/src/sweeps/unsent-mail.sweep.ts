import type { SendMail } from '@app/identity';
import type { AreaId } from '@app/kernel';
import { MAIL_PUT, type Lookup, type Queues } from '@app/platform';

/** Mail that may leave by now: kept back over night, waiting for its carrier, or lost by the queue. One job a try. */
export function unsentMail(send: SendMail, lookup: Lookup, queues: Queues) {
  return async (): Promise<number> => {
    let due = 0;
    for (const { id: area } of await lookup.call<{ id: AreaId }>('areas'))
      for (const { id, attempts } of await send.due(area)) {
        await queues.add(MAIL_PUT, `mail.${id}.${String(attempts)}`, { v: 1, ids: { mail: id } });
        due += 1;
      }
    return due;
  };
}
