import type { Tx } from '@app/platform';
import { Needs, type NeedDetail, type NeedSummary } from '@app/profiles';

/** Needs by either of their names, with as much of them as the asker may read. */
export class NamedNeed {
  constructor(private readonly needs: Needs) {}

  /** @throws NotFound for a name that is none, and for one that is not the asker's to see, alike. */
  async summary(tx: Tx, named: string): Promise<NeedSummary> {
    return this.needs.summary(tx, named);
  }

  /** Its wording too, where the asker may read that. @param reason what an officer typed: without it, the summary alone. */
  async whole(tx: Tx, named: string, reason: string | null = null): Promise<NeedSummary | NeedDetail> {
    const summary = await this.summary(tx, named);
    const { readDetail, readDetailWithReason } = summary.can;
    const may = readDetail || (readDetailWithReason && reason !== null);
    return may ? this.needs.detail(tx, summary.reference, reason) : summary;
  }
}
