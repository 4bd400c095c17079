import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CorrectVisit, type PairingView } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import type { Page, SeeOther } from '../../layout/answers.js';
import { PairingPages } from './pairing-pages.js';
import { CorrectVisitForm } from './pairing.form.js';

/** A record of a visit, put right by whoever wrote it before the school answers. */
@Controller('pairings/:reference/visit/:number')
export class CorrectVisitController {
  constructor(
    @Inject(PairingPages) private readonly shown: PairingPages,
    @Inject(CorrectVisit) private readonly corrects: CorrectVisit,
  ) {}

  @Allow('visit.log')
  @Get()
  asItStands(
    @Param('reference') named: string,
    @Param('number') number: string,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return this.shown.showBeside('correct', named, me, null, (pairing) => {
      const visit = visitOf(pairing, number);
      return { values: valuesOf(visit), beside: { visit } };
    });
  }

  @Allow('visit.log')
  @Post()
  @HttpCode(303)
  correct(
    @Param('reference') named: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    return this.shown.actBeside(
      'correct',
      named,
      body,
      me,
      CorrectVisitForm,
      (pairing) => ({ visit: visitOf(pairing, number) }),
      ({ form, version }, repeat) => {
        const asked = {
          ...{ visit: form.visit ?? '', version: version ?? 0, heldOn: form.heldOn, mode: form.mode },
          ...{ halfDays: Math.round(Number(form.days) * 2), summary: form.summary },
          actions: form.actions ?? null,
        };
        return this.corrects.execute(me.actor, me.area, asked, repeat);
      },
    );
  }
}

type Visit = PairingView['visits'][number];

/** @throws NotFound where the pairing has no record of this number. */
function visitOf({ visits }: PairingView, number: string): Visit {
  const found = visits.find((visit) => String(visit.number) === number);
  if (!found) throw new NotFound();
  return found;
}

function valuesOf({ heldOn, mode, halfDays, summary, actions }: Visit) {
  const boxes = { heldOn, mode, days: String(halfDays / 2), summary };
  return actions === null ? boxes : { ...boxes, actions };
}
