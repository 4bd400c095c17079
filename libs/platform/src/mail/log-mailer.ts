import type { Log } from '../logging/log.js';
import { isPlainAddress, NO_PLAIN_ADDRESS, type Handed, type Letter, type Mailer } from './mailer.js';

/** Carries nothing: says in the log that a mail would have left. Neither whom it was for nor what it said. */
export class LogMailer implements Mailer {
  constructor(private readonly log: Log) {}

  send({ id, to }: Letter): Promise<Handed> {
    if (!isPlainAddress(to)) return Promise.resolve(NO_PLAIN_ADDRESS);
    this.log.info('mail', { mail: id });
    return Promise.resolve({ kind: 'accepted', reference: `log:${id}` });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
