import {
  BadInput,
  NotFound,
  RuleBroken,
  type AccountId,
  type AreaId,
  type Clock,
  type PersonId,
} from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type Lookup, type ProviderName } from '@app/platform';
import type { Tx, UnitOfWork } from '@app/platform';
import type { AuditTrail } from '@app/audit';
import { systemActor } from '../actor/system-actor.js';
import { requireFresh, type Holder } from '../factor/holder.js';
import type { TellHolder } from '../factor/tell-holder.js';
import { PersonEntity } from '../person/person.entity.js';
import type { Enter, Entered } from '../sign-in/enter.js';
import type { NoteRefusal, Whom } from './note-refusal.js';
import type { ProviderClient } from './provider-client.js';
import type { KeptAnswer, ProviderFlows } from './provider-flows.js';
import { ProviderRefused } from './provider-refused.js';

export interface AtTheQuestion {
  readonly provider: string;
  readonly browser: string;
  readonly holder: Holder | null;
  readonly requestId: string;
}

export interface School {
  readonly urn: string;
  readonly name: string;
}

/** The question before a link: whose account there, and for whom here. */
export interface ProviderQuestion {
  readonly purpose: 'link' | 'invitation';
  readonly provider: ProviderName;
  readonly label: string;
  readonly organisation: string | null;
  readonly organisationUrn: string | null;
  readonly person: string;
  readonly email: string;
  readonly schools: readonly School[];
  /** The provider names a school that is none of theirs here. */
  readonly differs: boolean;
}

/** The account is linked with somebody else here, or this address has an account that its owner signs in to first. */
export class CannotLink extends RuleBroken {
  constructor(code: 'PROVIDER_TAKEN' | 'PROVIDER_HAS' | 'ACCOUNT_EXISTS') {
    super(code, WORDS[code]);
  }
}

const WORDS = {
  PROVIDER_TAKEN: 'That account signs somebody else in here already.',
  PROVIDER_HAS: 'You have linked another account of that service. Take it away first.',
  ACCOUNT_EXISTS:
    'You have an account here already. Sign in to it as you always do and accept the invitation with your password.',
};

/** After the provider has spoken: nothing is linked before its person says on a page here that it is to be. */
export class ConfirmProvider {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly client: ProviderClient,
    private readonly flows: ProviderFlows,
    private readonly enter: Enter,
    private readonly tell: TellHolder,
    private readonly refusals: NoteRefusal,
  ) {}

  /** @throws NotFound where nothing waits in this browser. */
  async question(asked: AtTheQuestion): Promise<ProviderQuestion> {
    return this.read(await this.waiting(asked));
  }

  /**
   * @param agreed they have read that both schools differ, and say that both are right.
   * @returns who is signed in by it; null for whoever was already. @throws BadInput, CannotLink, NotFound
   */
  async execute(asked: AtTheQuestion, agreed: boolean): Promise<Entered | null> {
    const waiting = await this.waiting(asked);
    const { answer, whom, name } = waiting;
    const { differs } = await this.read(waiting);
    if (differs && !agreed) throw new BadInput([{ path: 'agreed', message: 'Say that both are right' }]);
    if (asked.holder && answer.purpose === 'link') requireFresh(asked.holder, this.clock.now());
    const actor =
      answer.purpose === 'link' && asked.holder
        ? asked.holder.actor
        : systemActor('sign-in', whom.area, asked.requestId);
    try {
      const account = await this.work.run(actor, whom.area, async (tx) => {
        if (!(await this.flows.end(tx, answer.state))) throw new NotFound();
        return answer.purpose === 'link'
          ? this.link(tx, waiting, answer.account, differs)
          : this.accept(tx, waiting, differs);
      });
      if (answer.purpose === 'link') return null;
      const came = { account, ...{ person: whom.person, area: whom.area }, by: name };
      const { requestId, browser } = asked;
      return await this.enter.afterProvider({ ...came, requestId, replaces: browser }, answer.said.strong);
    } catch (error) {
      if (error instanceof CannotLink) {
        const refusal = new ProviderRefused(error.code);
        await this.refusals.of(name, answer.purpose, whom, refusal, asked.requestId);
      }
      throw error;
    }
  }

  private async link(
    tx: Tx,
    { answer, whom, name }: Waiting,
    account: AccountId | null,
    differs: boolean,
  ): Promise<AccountId> {
    if (account === null) throw new NotFound();
    const { issuer, subject, label, organisation } = answer.said;
    const row = [this.ids.next(), account, name, issuer, subject, label];
    const [put] = await this.lookup.inside<{ put_provider_link: string }>(tx, 'put_provider_link', row);
    if (put?.put_provider_link === 'has') throw new CannotLink('PROVIDER_HAS');
    if (put?.put_provider_link === 'taken') throw new CannotLink('PROVIDER_TAKEN');
    if (put?.put_provider_link !== 'put') throw new NotFound();
    const said: Record<string, string> = differs ? { organisation: organisation?.urn ?? 'none' } : {};
    await this.tell.inside(tx, whom, 'provider_linked', differs ? `${name}_of_another_school` : name, said);
    return account;
  }

  /** The invitation is used, the account made, linked and the person active together, or none of it. */
  private async accept(tx: Tx, waiting: Waiting, differs: boolean): Promise<AccountId> {
    const { answer, whom, name, invited } = waiting;
    const { issuer, subject } = answer.said;
    const [used] = await this.lookup.inside<{ use_invitation: boolean }>(tx, 'use_invitation', [
      answer.invitation,
    ]);
    if (used?.use_invitation !== true || invited === null) throw new NotFound();
    const [known] = await this.lookup.inside(tx, 'provider_link_by_subject', [issuer, subject]);
    if (known !== undefined) throw new CannotLink('PROVIDER_TAKEN');
    const account = this.ids.next<AccountId>();
    const [made] = await this.lookup.inside<{ put_account_without_password: boolean }>(
      tx,
      'put_account_without_password',
      [account, invited],
    );
    // Its address is no proof that it is theirs: whoever has an account signs in to it first.
    if (made?.put_account_without_password !== true) throw new CannotLink('ACCOUNT_EXISTS');
    const [person] = await tx.query<{ version: number }>(
      `select version from identity.person where id = $1 and ${inArea(tx)} for update`,
      [whom.person],
    );
    if (!person) throw new NotFound();
    await updateIfVersion(tx, PersonEntity, whom.person, person.version, {
      state: 'active',
      accountId: account,
    });
    const entity = `identity.person:${whom.person}`;
    await this.audit.record(tx, { act: 'invitation.accept', entity, reason: name });
    return this.link(tx, waiting, account, differs);
  }

  private async waiting({ provider, browser, holder }: AtTheQuestion): Promise<Waiting> {
    const rules = this.client.find(provider);
    const answer = rules && (await this.flows.answerOf(browser, rules.name));
    if (rules === null || answer === null) throw new NotFound();
    if (answer.purpose === 'link') {
      if (holder === null || holder.account !== answer.account) throw new NotFound();
      return { name: rules.name, answer, whom: holder, invited: null };
    }
    const [invited] = await this.lookup.call<{ area_id: AreaId; person_id: PersonId; email: string }>(
      'invitation_by_hash',
      [answer.invitation],
    );
    if (!invited) throw new NotFound();
    const whom = { person: invited.person_id, area: invited.area_id };
    return { name: rules.name, answer, whom, invited: invited.email };
  }

  private async read({ name, answer, whom }: Waiting): Promise<ProviderQuestion> {
    const actor = systemActor('sign-in', whom.area);
    const { person, schools } = await this.work.run(actor, whom.area, async (tx) => {
      const [found] = await tx.query<{ name: string; email: string }>(
        `select name, email from identity.person where id = $1 and ${inArea(tx)}`,
        [whom.person],
      );
      const posts = await tx.query<School>(
        `select distinct a.urn, coalesce(s.name, 'a school') as name from identity.appointment a
         left join schools.school s on s.urn = a.urn
         where a.person_id = $1 and ${inArea(tx, 'a')} and a.urn is not null
           and a.state in ('nominated', 'active', 'ending') order by a.urn`,
        [whom.person],
      );
      return { person: found, schools: posts };
    });
    if (!person) throw new NotFound();
    const { label, organisation } = answer.said;
    const urn = organisation?.urn ?? null;
    return {
      ...{ purpose: answer.purpose, provider: name, label },
      ...{ organisation: organisation?.name ?? null, organisationUrn: urn },
      ...{ person: person.name, email: person.email, schools },
      differs: organisation !== null && schools.length > 0 && !schools.some((each) => each.urn === urn),
    };
  }
}

interface Waiting {
  readonly name: ProviderName;
  readonly answer: KeptAnswer;
  readonly whom: Whom;
  /** The address that was invited; null for whoever links. */
  readonly invited: string | null;
}
