import { Inject, Injectable } from '@nestjs/common';
import { BadInput, NotFound, RuleBroken, StaleVersion, type FieldError } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import { SubmitDeclaration } from '@app/profiles';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { asStored } from '../needs/as-stored.js';
import { textOf } from '../needs/questions.js';
import { asDeclaration, fieldNames } from './declare.asked.js';
import { declareFaults } from './declare.faults.js';
import { DeclareForm, HALF_TERMS } from './declare.form.js';
import { DeclarePages, type Declarer } from './declare-pages.js';
import { QUESTIONS, type Step } from './declare.steps.js';
import { declareView, staleView } from './declare.view.js';
import { storedValues, type DeclareWorld } from './declare.world.js';

/** Whoever answers, and how their way in differs: signed in, or by a link for one school and year. */
export interface Seat extends Declarer {
  readonly year: string;
  /** Where they go once it is sent. */
  sentTo(world: DeclareWorld): string;
  repeat(read: GoodForm<DeclareForm>, world: DeclareWorld): Repeatable | undefined;
}

/** The questions of a school's yearly word, the same for every way in. Sent once, or not at all. */
@Injectable()
export class DeclareJourney {
  constructor(
    @Inject(DeclarePages) private readonly pages: DeclarePages,
    @Inject(SubmitDeclaration) private readonly submit: SubmitDeclaration,
  ) {}

  async start(seat: Seat, school: string | undefined): Promise<Page> {
    const world = await this.pages.world(seat, seat.year, school);
    return show('help', world, null, storedValues(world), world.stored.version);
  }

  async answer(seat: Seat, at: string, body: unknown): Promise<Page | SeeOther> {
    const { step, read, values, world, version } = await this.read(seat, at, body);
    const typed = read.ok ? [] : read.errors.list;
    const next = QUESTIONS.next(step, firstOfEach([...typed, ...declareFaults(values, world)]));
    if (next.faults.length > 0) return show(next.step, world, new FormErrors(next.faults), values, version);
    if (step !== 'check' || next.step !== 'check' || !read.ok)
      return show(next.step, world, null, values, version);
    return this.send(read, world, values, seat);
  }

  /** Back to a question with every answer so far. */
  async change(seat: Seat, at: string, body: unknown): Promise<Page> {
    const { step, values, world, version } = await this.read(seat, at, body);
    return show(step, world, null, values, version);
  }

  private async send(
    read: GoodForm<DeclareForm>,
    world: DeclareWorld,
    values: FormValues,
    seat: Seat,
  ): Promise<Page | SeeOther> {
    try {
      const asked = asDeclaration(values, world, read.version);
      await this.submit.execute(seat.actor, seat.area, asked, seat.repeat(read, world));
      return seeOther(seat.sentTo(world));
    } catch (error) {
      if (error instanceof StaleVersion) return this.stale(world, values, seat);
      if (!(error instanceof BadInput || error instanceof RuleBroken)) throw error;
      const errors = refusedForm(error, fieldNames(values, world));
      const { step, faults } = QUESTIONS.next('check', errors.list);
      const shown = faults.length > 0 ? new FormErrors(faults, errors.status) : errors;
      return show(step, world, shown, values, read.version);
    }
  }

  private async stale(before: DeclareWorld, values: FormValues, seat: Seat): Promise<Page> {
    const world = await this.pages.world(seat, before.path, before.urn);
    const theirs = storedValues(world);
    const seen = HALF_TERMS.map((n) => `seen${String(n)}`);
    const mine = { ...values, ...Object.fromEntries(seen.map((name) => [name, theirs[name]])) };
    return page('journeys/declare/stale.njk', staleView(world, mine, theirs), { status: 412 });
  }

  private async read(seat: Seat, at: string, body: unknown) {
    const step = QUESTIONS.find(at);
    if (step === null) throw new NotFound();
    const read = readForm(DeclareForm, asStored(body));
    const world = await this.pages.world(seat, seat.year, textOf(read.values, 'school'));
    const version = read.ok ? read.version : versionIn(body);
    return { step, read, world, version, values: { ...read.values, school: world.urn } };
  }
}

/** The first thing to mend of a field is enough, as its own message says it. */
function firstOfEach(faults: readonly FieldError[]): FieldError[] {
  return faults.filter(({ path }, at) => faults.findIndex((each) => each.path === path) === at);
}

/** Travels on with a page that was refused, so that what was saved meanwhile is still found out. */
function versionIn(body: unknown): number | null {
  const sent = typeof body === 'object' && body !== null && '_version' in body ? body._version : undefined;
  return typeof sent === 'string' && /^[0-9]{1,9}$/.test(sent) ? Number(sent) : null;
}

function show(
  step: Step,
  world: DeclareWorld,
  errors: FormErrors | null,
  values: FormValues,
  version: number | null,
): Page {
  const view = declareView(step, world, values, version);
  return formPage(`journeys/declare/${step}.njk`, view, errors, values);
}
