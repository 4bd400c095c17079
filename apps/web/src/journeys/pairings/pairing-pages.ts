import { Inject, Injectable } from '@nestjs/common';
import { Pairings, type PairingView, type PlannedVisitView } from '@app/brokerage';
import type { SignedIn } from '@app/http';
import { People } from '@app/identity';
import { localDateOf, type Clock } from '@app/kernel';
import { CLOCK, FormDrafts, MailBox, UnitOfWork, type Repeatable, type Tx } from '@app/platform';
import { AreaSettings, SAFEGUARDING_ROUTE } from '@app/schools';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm, type ReadForm } from '../../layout/read-form.js';
import { draftKey, isKept, keptForm } from '../drafts/kept-forms.js';
import { lostMail } from '../by-link/lost-mail.js';
import { mayAskAbout } from '../findings/findings.view.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { AGENDA_BOXES, CONCERNS_A_CHILD } from './pairing.form.js';
import { changeValues } from './agenda-change.view.js';
import { agendaValues, pairingPage } from './pairing.view.js';
import { inWords, planned, planOf, type DatesOf } from './visit-plan.view.js';

type Which = 'pairing' | 'agenda' | 'change' | 'proposed' | 'visit' | 'close' | 'review' | 'tend' | 'plan';
type WhichOfPlan = 'visit' | 'move' | 'call-off' | 'correct';
type Run<Form> = (read: GoodForm<Form>, repeat: Repeatable | undefined) => Promise<unknown>;
/** What the boxes hold, and what the page shows beside the pairing. */
type Filled = (pairing: PairingView) => { readonly values: FormValues; readonly beside?: object };

/** One pairing on one of its pages, and what a form on it does. */
@Injectable()
export class PairingPages {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(MailBox) readonly box: MailBox,
    @Inject(People) readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FormDrafts) private readonly drafts: FormDrafts,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
  ) {}

  /** Back to the pairing, or to the same page with what was typed and what is wrong with it. */
  async act<Form extends object>(
    which: Which,
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: Run<Form>,
  ): Promise<Page | SeeOther> {
    const again = (errors: FormErrors, values: FormValues) => this.show(which, named, me, errors, values);
    const read = readForm(form, body);
    if (read.values[CONCERNS_A_CHILD] === 'yes') return this.turnAway(which, named, me, read.values);
    return this.press(which, named, read, form, run, again);
  }

  /** The same about one planned visit. */
  async actOnPlan<Form extends object>(
    which: WhichOfPlan,
    named: string,
    number: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: Run<Form>,
  ): Promise<Page | SeeOther> {
    return this.press(which, named, readForm(form, body), form, run, (errors, values) =>
      this.showPlan(which, named, number, me, errors, () => values),
    );
  }

  /** The same about one record that the pairing has, shown beside it. */
  async actBeside<Form extends object>(
    which: WhichOfPlan,
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    beside: (pairing: PairingView) => object,
    run: Run<Form>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (read.values[CONCERNS_A_CHILD] === 'yes') return this.turnAway(which, named, me, read.values);
    return this.press(which, named, read, form, run, (errors, values) =>
      this.showBeside(which, named, me, errors, (pairing) => ({ values, beside: beside(pairing) })),
    );
  }

  showBeside(
    which: WhichOfPlan,
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    filled: Filled,
  ): Promise<Page> {
    return this.fill(which, named, me, errors, filled);
  }

  async show(
    which: Which,
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    return this.fill(which, named, me, errors, (pairing) => ({
      values: values ?? (which === 'change' ? changeValues(pairing) : agendaValues(pairing)),
    }));
  }

  /** @throws NotFound where the pairing has no plan of this number. */
  async showPlan(
    which: WhichOfPlan,
    named: string,
    number: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: (plan: PlannedVisitView) => FormValues,
  ): Promise<Page> {
    return this.fill(which, named, me, errors, (pairing) => {
      const plan = planOf(pairing, number);
      return { values: values(plan), beside: { plan: inWords(plan, localDateOf(this.clock.now())) } };
    });
  }

  private async press<Form extends object>(
    which: Which | WhichOfPlan,
    named: string,
    read: ReadForm<Form>,
    form: new () => Form,
    run: Run<Form>,
    again: (errors: FormErrors, values: FormValues) => Promise<Page>,
  ): Promise<Page | SeeOther> {
    if (!read.ok) return again(read.errors, read.values);
    try {
      await run(read, this.repeat(which, named, form.name, read));
      return seeOther(`/pairings/${encodeURIComponent(named)}`);
    } catch (error) {
      return again(refusedOrStale(error, AGENDA_BOXES), read.values);
    }
  }

  /** Nothing of it is kept, the half that was saved while typing included: the page says whom to turn to (I-23). */
  private async turnAway(
    which: Which | WhichOfPlan,
    named: string,
    me: SignedIn,
    values: FormValues,
  ): Promise<Page> {
    const route = await this.work.run(me.actor, me.area, async (tx) => {
      await this.pairings.one(tx, named);
      if (isKept(which)) await this.drafts.drop(tx, draftKey(which, named, values['planned']));
      const { safeguardingRoute = SAFEGUARDING_ROUTE } =
        (await this.settings.find(tx, 'thresholds'))?.body ?? {};
      return safeguardingRoute;
    });
    return page('journeys/pairings/not-kept.njk', { title: 'Nothing was saved', route, reference: named });
  }

  /** What was kept of a form goes with what it becomes, or stays with it. */
  private repeat(
    which: Which | WhichOfPlan,
    named: string,
    form: string,
    read: GoodForm<object>,
  ): Repeatable | undefined {
    const repeat = repeatOf(read, `POST /pairings/${named}/${form}`);
    if (!repeat || !isKept(which)) return repeat;
    const key = draftKey(which, named, read.values['planned']);
    return { ...repeat, alongside: (tx) => this.drafts.drop(tx, key) };
  }

  private async fill(
    which: Which | WhichOfPlan,
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    filled: Filled,
  ): Promise<Page> {
    const { pairing, world, lost, kept } = await this.work.run(me.actor, me.area, async (tx) => {
      const found = await this.pairings.one(tx, named);
      return {
        ...{ pairing: found, world: await this.pages.world(tx), kept: await this.kept(tx, found) },
        lost: await lostMail(tx, this, me.actor, named),
      };
    });
    const { values, beside } = filled(pairing);
    const draft = isKept(which) ? { key: draftKey(which, named, values['planned']) } : null;
    const before = errors === null && draft ? kept.find(({ key }) => key === draft.key) : undefined;
    const view = {
      ...pairingPage(pairing, world),
      askHref: mayAskAbout(me.actor, [pairing.asker.urn, pairing.supporter.urn])
        ? `/findings/new?sample=${pairing.reference}`
        : null,
      ...planned(pairing, localDateOf(this.clock.now()), datesOf(pairing)),
      ...beside,
      ...{ lostMail: lost, kept, draft: draft && { ...draft, ...before } },
    };
    return formPage(`journeys/pairings/${which}.njk`, view, errors, before?.fields ?? values);
  }

  /** What this person has typed about the pairing and not sent, with where it goes on. */
  private async kept(tx: Tx, { reference, can }: PairingView) {
    const found = await this.drafts.about(tx, reference);
    return found.map((draft) => ({ ...draft, ...keptForm(draft.key) })).filter(({ opens }) => can[opens]);
  }
}

function datesOf({ reference, can }: PairingView): DatesOf {
  const here = `/pairings/${reference}`;
  return { what: 'visit', work: 'pairing', here, plan: can.logVisit, recordHref: `${here}/visit` };
}
