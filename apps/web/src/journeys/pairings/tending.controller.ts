import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { HoldReview, TendPairing } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import type { Page } from '../../layout/answers.js';
import { PairingPages } from './pairing-pages.js';
import { ReviewForm, TendForm } from './tending.form.js';

/** How the work stands each half-term, and what its gardener does when it goes quiet. */
@Controller('pairings')
export class TendingController {
  constructor(
    @Inject(PairingPages) private readonly shown: PairingPages,
    @Inject(HoldReview) private readonly reviews: HoldReview,
    @Inject(TendPairing) private readonly tends: TendPairing,
  ) {}

  @Allow('reviewpoint.record')
  @Get(':reference/review')
  review(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('review', named, me, null, {});
  }

  @Allow('reviewpoint.record')
  @Post(':reference/review')
  @HttpCode(303)
  hold(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('review', named, body, me, ReviewForm, ({ form, version }, repeat) => {
      const standings = [form['standing-1'], form['standing-2'], form['standing-3']].map(
        (each) => each ?? '',
      );
      const asked = {
        ...{ pairing: named, version: version ?? 0, heldOn: form.heldOn ?? '' },
        ...{ standings, note: form.note ?? null },
        ...(form.point === undefined ? {} : { point: form.point }),
      };
      return this.reviews.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('pairing.tend')
  @Get(':reference/tend')
  look(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('tend', named, me, null, {});
  }

  @Allow('pairing.tend')
  @Post(':reference/tend')
  @HttpCode(303)
  tend(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('tend', named, body, me, TendForm, ({ form, version }, repeat) => {
      const asked = { pairing: named, version: version ?? 0, act: form.act ?? '', note: form.note ?? '' };
      return this.tends.execute(me.actor, me.area, asked, repeat);
    });
  }
}
