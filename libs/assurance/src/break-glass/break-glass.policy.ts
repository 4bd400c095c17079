import type { FactColumns, PersonId, Resource, SchoolUrn } from '@app/kernel';
import type { BreakGlassEntity } from './break-glass.entity.js';

type Parties = Pick<BreakGlassEntity, 'schoolUrn' | 'askedBy' | 'answeredBy' | 'state'>;

/**
 * What a decision may know of it. The school's own head reads it from the moment records were opened: an asking that was
 * refused opened nothing.
 *
 * @param open by the database's clock, at this moment.
 */
export function openingResource({ schoolUrn, askedBy, answeredBy, state }: Parties, open: boolean): Resource {
  const urn = schoolUrn as SchoolUrn;
  return {
    ...(wasOpened(state) ? { school: urn } : {}),
    ...{ schools: [urn], person: askedBy as PersonId, openedTo: open ? [askedBy] : [] },
    actsBy: {
      'breakglass.request': [askedBy],
      'breakglass.approve': answeredBy === null ? [] : [answeredBy],
    },
  };
}

export const wasOpened = (state: Parties['state']): boolean => state === 'open' || state === 'ended';

/** The same facts as columns of `assurance.break_glass g`: a list holds exactly what asking for one would give. */
export const OPENING_COLUMNS: FactColumns = {
  school: `case when g.state in ('open', 'ended') then g.school_urn end`,
  schools: 'array[g.school_urn]',
  person: 'g.asked_by',
};
