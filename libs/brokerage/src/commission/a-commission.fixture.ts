import type { NeedId } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { BrokerageHouse, MARLOWE, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { AcceptCommission, type CommissionToAccept } from './accept-commission.js';
import { ApproveCommission } from './approve-commission.js';
import { AwardCommission, type CommissionToAward } from './award-commission.js';
import type { CommissionInHand } from './commission-cases.js';
import type { CommissionSaid } from './commission-fields.js';
import { CommissionSteps } from './commission-steps.js';
import type { CommissionView } from './commission.views.js';
import { Commissions } from './commissions.query.js';
import { DraftCommission, type CommissionToDraft } from './draft-commission.js';

export const SAID: CommissionSaid = {
  specification: 'A tutor who works with eight families on attendance.',
  routesTried: 'The run lists nobody, and both hubs were asked in October.',
  deliverables: ['A plan for each family', 'A report for the head'],
  ...{ deliverBy: '2027-03-26', funder: 'Downland Council', pence: 480_000, halfDays: 12 },
};

/** Eastmarsh's open need that no school of the area can answer, and everybody's next step as one call. */
export class ACommission {
  private constructor(
    readonly house: BrokerageHouse,
    readonly need: NeedId,
  ) {}

  static async open(): Promise<ACommission> {
    const house = await BrokerageHouse.open();
    await house.offer(MARLOWE, {
      themes: [{ theme: 'sub.languages', depth: 'can_talk', howWeKnow: 'Our own figures' }],
    });
    const made = new ACommission(house, await house.openNeed());
    await house.run([made.need]);
    return made;
  }

  /** As it was: the request open, certified by its run, and nobody with an interest. */
  async afresh(): Promise<void> {
    await this.house.raw(
      `set session_replication_role = replica; delete from brokerage.commission_step; delete from brokerage.commission;
       delete from brokerage.deadline; delete from brokerage.proposal; delete from identity.supplier_interest;
       delete from identity.interest; delete from audit.entry where act like 'commission.%' or act = 'case.brief';
       delete from identity.appointment a using identity.person p where p.id = a.person_id and p.name = 'The broker'
         and a.role = 'chair';
       delete from profiles.need_move where 'commissioned' in (from_state, to_state);
       update profiles.need set state = 'open', closed_reason = null, closed_at = null, next_date = '2026-11-27'`,
    );
  }

  close(): Promise<void> {
    return this.house.close();
  }

  async draft(said: Partial<CommissionToDraft> = {}, who: Persona = 'broker'): Promise<string> {
    const asked = { need: this.need, ...SAID, ...said };
    return this.house.get(DraftCommission).execute(await this.house.as(who), NORTH, asked);
  }

  seen(named: string, who: Persona = 'broker'): Promise<CommissionView> {
    return this.house.asking(who, (tx) => this.house.get(Commissions).one(tx, named));
  }

  async held(commission: string): Promise<CommissionInHand> {
    const { version } = await this.seen(commission, 'officer');
    return { commission, version };
  }

  async approve(
    named: string,
    who: Persona = 'chair',
    said: { approved?: boolean; reason?: string } = {},
  ): Promise<void> {
    const asked = { ...(await this.held(named)), approved: true, ...said };
    await this.house.get(ApproveCommission).execute(await this.house.as(who), NORTH, asked);
  }

  async step(named: string, which: 'quote' | 'begin', who: Persona = 'broker'): Promise<void> {
    const steps = this.house.get(CommissionSteps);
    await steps[which](await this.house.as(who), NORTH, await this.held(named));
  }

  async award(named: string, said: Partial<CommissionToAward> = {}, who: Persona = 'broker'): Promise<void> {
    const asked = {
      ...{ ...(await this.held(named)), supplier: 'Ashdown Tutors Ltd', awardPence: 450_000 },
      ...{ quotes: 'Three were asked, two quoted; this one can begin in January.' },
      ...{ deliverBy: '2027-03-19', ...said },
    };
    await this.house.get(AwardCommission).execute(await this.house.as(who), NORTH, asked);
  }

  async accept(
    named: string,
    said: Partial<CommissionToAccept> = {},
    who: Persona = 'broker',
  ): Promise<void> {
    const asked = {
      ...(await this.held(named)),
      accepted: true,
      said: 'Eight plans and the report.',
      ...said,
    };
    await this.house.get(AcceptCommission).execute(await this.house.as(who), NORTH, asked);
  }

  async pay(named: string, paidPence = 450_000): Promise<void> {
    const asked = { ...(await this.held(named)), paidPence };
    await this.house.get(CommissionSteps).pay(await this.house.as('broker'), NORTH, asked);
  }

  async cancel(named: string, because = 'A hub has days after all.', who: Persona = 'broker'): Promise<void> {
    const asked = { ...(await this.held(named)), because };
    await this.house.get(CommissionSteps).cancel(await this.house.as(who), NORTH, asked);
  }

  /** @returns the reference of one that is being delivered. */
  async underWay(): Promise<string> {
    const named = await this.draft();
    await this.approve(named);
    await this.step(named, 'quote');
    await this.award(named);
    await this.step(named, 'begin');
    return named;
  }

  async interest(name: string, urn: string): Promise<void> {
    await this.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'governor', '${urn}', '2026-01-01' from identity.person where name = '${name}'`,
    );
  }
}
