import { Inject, Injectable } from '@nestjs/common';
import { ActionLinks, type LinkGuest } from '@app/identity';
import type { SchoolUrn } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { DeclarationCalls } from '@app/profiles';
import type { Page, SeeOther } from '../../layout/answers.js';
import { DeclareJourney, type Seat } from '../declare/declare-journey.js';
import { ended } from './link-door.js';

/**
 * A school's yearly word from a mail, without a password: the questions of its one school and year under the link's own
 * address, and nothing else. Nobody is signed in; the pages carry the answers, and sending them uses the link up.
 */
@Injectable()
export class DeclareByLink {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ActionLinks) private readonly links: ActionLinks,
    @Inject(DeclarationCalls) private readonly calls: DeclarationCalls,
    @Inject(DeclareJourney) private readonly journey: DeclareJourney,
  ) {}

  async start(guest: LinkGuest, token: string): Promise<Page> {
    if (!(await this.waits(guest))) return ended('moved');
    return this.journey.start(this.seat(guest, token), undefined);
  }

  async answer(guest: LinkGuest, token: string, step: string, body: unknown): Promise<Page | SeeOther> {
    if (!(await this.waits(guest))) return ended('moved');
    return this.journey.answer(this.seat(guest, token), step, body);
  }

  async change(guest: LinkGuest, token: string, step: string, body: unknown): Promise<Page | SeeOther> {
    if (!(await this.waits(guest))) return ended('moved');
    return this.journey.change(this.seat(guest, token), step, body);
  }

  private async waits({ link, actor }: LinkGuest): Promise<boolean> {
    if (link.act !== 'declaration.send') return false;
    return this.work.run(actor, link.area, (tx) => this.calls.waits(tx, link.subject));
  }

  private seat({ link, actor }: LinkGuest, token: string): Seat {
    const [urn = '', year = ''] = link.subject.split(' ');
    return {
      ...{ actor, area: link.area, year: year.replace('/', '-') },
      byLink: { base: `/a/${token}/declare`, urn: urn as SchoolUrn },
      sentTo: () => `/a/${token}`,
      repeat: ({ values }) => ({
        ...{ route: 'POST /a', key: link.id, body: JSON.stringify(values) },
        alongside: (tx) => this.links.use(tx, link.id),
      }),
    };
  }
}
