import type { AccountId, AreaId, PersonId } from '@app/kernel';
import { NotFound } from '@app/kernel';
import { inArea, type Lookup, type UnitOfWork } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';
import type { Sessions, StartedSession } from '../session/sessions.js';

export interface Persona {
  readonly person: PersonId;
  readonly name: string;
  /** Like "Head asking for support". */
  readonly line: string;
  readonly area: string;
}

/** Picking who to be, without a password. Registered only where the whole installation is a demonstration (TRUST §2). */
export class Personas {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly sessions: Sessions,
  ) {}

  async list(): Promise<Persona[]> {
    const found: Persona[] = [];
    for (const area of await this.demoAreas()) {
      const people = await this.inTheArea(area.id);
      found.push(
        ...people.map(({ id, name, persona }) => ({ person: id, name, line: persona, area: area.name })),
      );
    }
    return found;
  }

  /** @param replaces what the browser held before. */
  async signInAs(
    person: PersonId,
    requestId: string,
    replaces: string | null = null,
  ): Promise<StartedSession> {
    for (const area of await this.demoAreas()) {
      const found = (await this.inTheArea(area.id)).find((each) => each.id === person);
      if (!found) continue;
      const told = { account: found.account_id, person, area: area.id, by: 'persona', requestId } as const;
      const started = await this.sessions.start(told);
      if (replaces !== null) await this.sessions.end(replaces);
      return started;
    }
    throw new NotFound();
  }

  private async demoAreas(): Promise<{ id: AreaId; name: string }[]> {
    const areas = await this.lookup.call<{ id: AreaId; name: string; demo: boolean }>('areas');
    return areas.filter((area) => area.demo);
  }

  private async inTheArea(
    area: AreaId,
  ): Promise<{ id: PersonId; account_id: AccountId; name: string; persona: string }[]> {
    return this.work.run(systemActor('sign-in', area), area, (tx) =>
      tx.query(
        `select id, account_id, name, persona from identity.person
         where ${inArea(tx)} and persona is not null and state = 'active' order by persona collate "C", name collate "C"`,
      ),
    );
  }
}
