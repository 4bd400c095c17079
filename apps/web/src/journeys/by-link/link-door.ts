import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import type { Visitor } from '@app/http';
import { OpenLink, type LinkGuest } from '@app/identity';
import { NotAllowed, NotFound } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request } from 'express';
import { Page, type SeeOther } from '../../layout/answers.js';
import { LINK_KEY } from '../../layout/tokens.js';
import { ENDED, type Ended } from './by-link.view.js';

/** An address that acts must not travel on with whatever is opened next, and is no search engine's. */
const HEADERS = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' };

/** Finds out whose link it is, and lets its person do what it is for; what it is not for is told as such. */
@Injectable()
export class LinkDoor {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(OpenLink) private readonly links: OpenLink,
    @Inject(LINK_KEY) private readonly key: Buffer,
  ) {}

  async enter<Answer extends Page | SeeOther>(
    token: string,
    { requestId }: Visitor,
    request: Request,
    body: (guest: LinkGuest) => Promise<Answer>,
  ): Promise<Answer | Page> {
    const came = { key: this.key, token, address: request.ip ?? 'unknown', requestId };
    const found = await this.links.execute(came);
    if (found.kind !== 'open') return ended(found.kind);
    try {
      const answer = await body(found);
      return answer instanceof Page ? guarded(answer) : answer;
    } catch (error) {
      if (!(error instanceof NotAllowed || error instanceof NotFound)) throw error;
      await this.note(found, error);
      return ended('gone');
    }
  }

  /** What this person may no longer do leaves its entry like every denial. */
  private async note({ link, actor }: LinkGuest, error: NotAllowed | NotFound): Promise<void> {
    const refusal = error instanceof NotFound ? new NotAllowed(error.denied ?? error.code) : error;
    const tried = { act: 'link.follow', entity: `identity.action_link:${link.id}` };
    await this.audit.recordRefusal(this.work, actor, link.area, tried, refusal);
  }
}

export function ended(why: Ended): Page {
  const { status, ...view } = ENDED[why];
  return new Page('journeys/by-link/ended.njk', view, { status, headers: HEADERS });
}

function guarded({ template, view, options, form }: Page): Page {
  return new Page(template, view, { ...options, headers: { ...options.headers, ...HEADERS } }, form);
}
