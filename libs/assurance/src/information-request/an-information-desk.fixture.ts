import { Actors } from '@app/identity';
import type { Actor, PersonId } from '@app/kernel';
import { BrokerageHouse, EASTMARSH, NOW } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { AnswerKind, type KindToAnswer } from './answer-kind.js';
import { DraftAnswer } from './draft-answer.js';
import { InformationRequests } from './information-requests.query.js';
import type { InformationView } from './information-request.views.js';
import { RegisterInformationRequest, type InformationToRegister } from './register-information-request.js';
import { INFORMATION_KINDS, WITHHELD_KINDS } from './record-kinds.js';
import { TellHeads } from './tell-heads.js';
import { TouchSchool } from './touch-school.js';

export const WHO_ASKS = 'Xanthe Quorn';
/** It came on the Monday of the week. */
export const A_REQUEST: InformationToRegister = {
  ...{ name: WHO_ASKS, reach: 'x.quorn@example.org', receivedOn: '2026-11-23' },
  asked: 'Which schools were supported in attendance this year, and what was spent on it?',
};

/** An area with two who answer for data protection, a chair, and the head of a school that asks for support. */
export class InformationDesk {
  private constructor(
    readonly house: BrokerageHouse,
    private readonly people: Readonly<Record<'dpo' | 'deputy' | 'clerk', PersonId>>,
  ) {}

  static async open(): Promise<InformationDesk> {
    const house = await BrokerageHouse.open();
    const make = async (name: string, role: 'officer' | 'sysadmin'): Promise<PersonId> => {
      const posts: Parameters<TestHouse['person']>[0]['posts'] = [{ role, flags: ['dpo'] }];
      return (await house.house.person({ name, posts })).id;
    };
    return new InformationDesk(house, {
      dpo: await make('Ada Dale', 'officer'),
      deputy: await make('Ben Dale', 'officer'),
      clerk: await make('Dan Wells', 'sysadmin'),
    });
  }

  close(): Promise<void> {
    return this.house.close();
  }

  /** Signed in just now, or that many minutes ago. */
  async as(who: 'dpo' | 'deputy' | 'clerk', minutesAgo = 1): Promise<Actor> {
    const signedInAt = new Date(this.house.clock.now().getTime() - minutesAgo * 60_000);
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt } as const;
    const actor = await this.house.get(Actors).of({ ...came, person: this.people[who] });
    if (!actor) throw new Error(`There is no ${who}.`);
    return actor;
  }

  async register(change: Partial<InformationToRegister> = {}, by?: Actor): Promise<string> {
    const actor = by ?? (await this.as('dpo'));
    return this.house.get(RegisterInformationRequest).execute(actor, NORTH, { ...A_REQUEST, ...change });
  }

  see(actor: Actor, reference: string): Promise<InformationView> {
    return this.house.askingAs(actor, (tx) => this.house.get(InformationRequests).one(tx, reference));
  }

  async held(reference: string): Promise<{ readonly request: string; readonly version: number }> {
    const { version } = await this.see(await this.as('dpo'), reference);
    return { request: reference, version };
  }

  async touch(reference: string, school: string = EASTMARSH, touched = true): Promise<void> {
    const asked = { ...(await this.held(reference)), school, touched };
    await this.house.get(TouchSchool).execute(await this.as('dpo'), NORTH, asked);
  }

  async say(reference: string, change: Partial<KindToAnswer>): Promise<void> {
    const said = { kind: 'pairing', say: 'not_held', exemption: undefined, because: undefined, ...change };
    const asked = { ...(await this.held(reference)), ...said };
    await this.house.get(AnswerKind).execute(await this.as('dpo'), NORTH, asked);
  }

  async draft(reference: string, change: Partial<{ summary: string; answer: string }> = {}): Promise<void> {
    const said = {
      summary: 'Who was supported in attendance?',
      answer: 'One school, for 4 half-days.',
      ...change,
    };
    const asked = { ...(await this.held(reference)), ...said };
    await this.house.get(DraftAnswer).execute(await this.as('dpo'), NORTH, asked);
  }

  /** Every kind answered: pairings are released, what is always withheld is, and nothing else is held. */
  async sayAll(reference: string): Promise<void> {
    const because = 'It was said in confidence, and that is expected.';
    for (const kind of INFORMATION_KINDS)
      await this.say(
        reference,
        kind === 'pairing'
          ? { kind, say: 'release' }
          : WITHHELD_KINDS.includes(kind)
            ? { kind, say: 'withhold', exemption: 'section_41', because }
            : { kind },
      );
  }

  async tell(reference: string): Promise<void> {
    await this.house.get(TellHeads).execute(await this.as('dpo'), NORTH, await this.held(reference));
  }

  /** Past every rule, as nobody could: what only the database would stop. */
  async raw(sql: string, params: readonly unknown[] = []): Promise<void> {
    await this.house.raw(sql, params);
  }

  goTo(day: string): void {
    this.house.clock.set(new Date(`${day}T09:00:00Z`));
  }

  reset(): void {
    this.house.clock.set(NOW);
  }
}
