import { Body, Controller, Get, Headers, Inject, Param, Put, Req } from '@nestjs/common';
import { Pairings, sideOf } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { Impacts, SayWhatChanged, type SideWords } from '@app/impact';
import { StaleVersion } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request } from 'express';
import { etagOf, versionOrNone } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { readWords } from './evaluation.shape.js';

export interface WhatChangedAnswer {
  /** The words of each side that has spoken; the `etag` is what changing them asks for. */
  readonly items: readonly (SideWords & { readonly etag: string })[];
}

/** Both heads say in their own words what changed, once the work is closed. */
@Controller('api/v1/pairings/:pairing/what-changed')
export class WhatChangedController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(Impacts) private readonly impacts: Impacts,
    @Inject(SayWhatChanged) private readonly says: SayWhatChanged,
  ) {}

  /** What is on record about what a pairing changed. */
  @Get()
  @Allow('impact.read')
  async list(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('pairing') named: string,
  ): Promise<WhatChangedAnswer> {
    readQuery(request, []);
    return this.read(who, named);
  }

  /** The words of the caller's own side, as a whole: `If-None-Match: *` the first time. */
  @Put()
  @Allow('impact.record')
  async say(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<WhatChangedAnswer> {
    readQuery(request, []);
    const words = readWords(body);
    const { items } = await this.read(who, named);
    const pairing = await this.known(who, named);
    const side = sideOf(who.actor, pairing) ?? 'broker';
    const version = versionOrNone({ ifMatch, ifNoneMatch }, `what-changed-${side}`, pairing.id);
    if (version !== null && !items.some((each) => each.side === side)) throw new StaleVersion();
    await this.says.execute(who.actor, who.area, { ...words, pairing: pairing.reference, version });
    return this.read(who, named);
  }

  private known({ actor, area }: SignedIn, named: string) {
    return this.work.run(actor, area, (tx) => this.pairings.known(tx, referenceOf(named)));
  }

  private async read(who: SignedIn, named: string): Promise<WhatChangedAnswer> {
    const { said } = await this.work.run(who.actor, who.area, (tx) =>
      this.impacts.one(tx, referenceOf(named)),
    );
    const { id } = await this.known(who, named);
    return {
      items: said.map(({ side, school, words, at, version }) => ({
        ...{ side, school, words, at, version, etag: etagOf(`what-changed-${side}`, id, version) },
      })),
    };
  }
}
