import type { Resource, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { pairingResource } from '../pairing/pairing.policy.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { projectResource, type ProjectParties } from '../project/project.policy.js';

/** The trust of each school that has one, by the code that posts of the role `body` name. */
export async function trustsOf(tx: Tx, urns: readonly string[]): Promise<{ urn: SchoolUrn; body: string }[]> {
  return tx.query(
    `select l.urn, ${TRUST} as body from schools.area_school l join schools.school s on s.urn = l.urn
     where ${inArea(tx, 'l')} and l.urn = any ($1) and ${TRUST} is not null order by l.urn`,
    [[...urns]],
  );
}

const TRUST = `case when l.trust_name is null then coalesce(s.trust_code, 'name:' || s.trust_name)
  else coalesce(l.trust_code, 'name:' || l.trust_name) end`;

/** The bodies of `brokerage.pairing g`, as a column for a list. */
export const BODIES_OF_PAIRING = `(array(select ${TRUST} from schools.area_school l join schools.school s on s.urn = l.urn
  where l.area_id = g.area_id and l.urn in (g.asker_urn, g.supporter_urn) and ${TRUST} is not null)
  || array(select c.body from brokerage.body_consent c where c.area_id = g.area_id and c.pairing_id = g.id))`;

/** The same of `brokerage.project g`: of a trust's schools that take part, and where it is asked. */
export const BODIES_OF_PROJECT = `(array(select ${TRUST} from brokerage.project_school o
  join schools.area_school l on l.area_id = o.area_id and l.urn = o.urn join schools.school s on s.urn = l.urn
  where o.area_id = g.area_id and o.project_id = g.id and o.state in ('taking_part', 'left') and ${TRUST} is not null)
  || array(select c.body from brokerage.body_consent c where c.area_id = g.area_id and c.project_id = g.id))`;

/** Who consents answered for no school of the same project. */
export function projectConsentResource(project: ProjectParties, body: string): Resource {
  const answered = project.schools.flatMap(({ answeredBy }) => answeredBy ?? []);
  return {
    ...{ ...projectResource(project), bodies: [body] },
    actsBy: { 'need.agree': [], 'sounding.answer': [], 'proposal.accept': [], 'agenda.agree': answered },
  };
}

/** Who consents did none of the other steps of the same agreement. */
export async function consentResource(tx: Tx, pairing: PairingEntity, body: string): Promise<Resource> {
  const [did] = await tx.query<Record<'needAgree' | 'sounding' | 'accept' | 'agenda', string[]>>(
    `select array(select n.agreed_by from profiles.need n where n.area_id = g.area_id and n.id = g.need_id
         and n.agreed_by is not null) as "needAgree",
       array(select s.answered_by from brokerage.sounding s where s.area_id = g.area_id and s.proposal_id = g.proposal_id
         and s.answered_by is not null) as sounding,
       array(select o.answered_by from brokerage.support_offer o where o.area_id = g.area_id
         and o.proposal_id = g.proposal_id and o.answered_by is not null) as accept,
       array(select p from brokerage.agenda a, unnest(array[a.supporter_agreed_by, a.school_agreed_by, a.broker_agreed_by]) p
         where a.area_id = g.area_id and a.pairing_id = g.id and p is not null) as agenda
     from brokerage.pairing g where ${inArea(tx, 'g')} and g.id = $1`,
    [pairing.id],
  );
  return {
    ...{ ...pairingResource(pairing), bodies: [body] },
    actsBy: {
      'need.agree': did?.needAgree ?? [],
      'sounding.answer': did?.sounding ?? [],
      'proposal.accept': did?.accept ?? [],
      'agenda.agree': did?.agenda ?? [],
    },
  };
}
