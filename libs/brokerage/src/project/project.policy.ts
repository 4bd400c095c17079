import type { FactColumns, Resource, SchoolUrn } from '@app/kernel';
import type { ProjectPart, TakingPart } from './project.views.js';

export interface ProjectParties {
  readonly gardenerPersonId: string;
  readonly schools: readonly {
    readonly urn: string;
    readonly part: ProjectPart;
    readonly state: TakingPart;
    readonly answeredBy?: string | null;
  }[];
}

/** As nobody's side sees it: brokers, advisers and officers. An interest in any of its schools refuses (I-4). */
export function projectResource({ gardenerPersonId, schools }: ProjectParties): Resource {
  return { schools: schools.map(({ urn }) => urn as SchoolUrn), assigned: [gardenerPersonId] };
}

/** One school's place in it: its head is on that side. A school that said no is on none. */
export function placeResource(
  project: ProjectParties,
  { urn, part, state }: ProjectParties['schools'][number],
): Resource {
  const whole = projectResource(project);
  if (!HAS_A_PLACE.includes(state)) return whole;
  const side = urn as SchoolUrn;
  return {
    ...{ ...whole, namesOpen: true },
    ...(part === 'supporter' ? {} : { supported: side }),
    ...(part === 'supported' ? {} : { supporting: side }),
  };
}

const HAS_A_PLACE: readonly TakingPart[] = ['asked', 'taking_part', 'left'];

/** The same facts as columns of `brokerage.project g` and, one row a school, `brokerage.project_school s`. */
export const PROJECT_COLUMNS: FactColumns = {
  schools: `array(select o.urn from brokerage.project_school o where o.area_id = g.area_id and o.project_id = g.id)`,
  supported: `case when s.state in ('asked', 'taking_part', 'left') and s.part <> 'supporter' then s.urn end`,
  supporting: `case when s.state in ('asked', 'taking_part', 'left') and s.part <> 'supported' then s.urn end`,
  namesOpen: 'true',
  assigned: 'array[g.gardener_person_id]',
};
