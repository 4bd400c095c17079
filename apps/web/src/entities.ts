import { ASSURANCE_ENTITIES } from '@app/assurance';
import { BOARD_REPORT_ENTITIES } from '@app/board-report';
import { BROKERAGE_ENTITIES } from '@app/brokerage';
import { IDENTITY_ENTITIES } from '@app/identity';
import { IMPACT_ENTITIES } from '@app/impact';
import { NETWORK_ENTITIES } from '@app/network';
import { PROFILES_ENTITIES } from '@app/profiles';
import { SCHOOLS_ENTITIES } from '@app/schools';

/** Of every room that a page opens; a test of pages has the same. Other doors have lists of their own: what they open. */
export const WEB_ENTITIES = [
  ...[...IDENTITY_ENTITIES, ...SCHOOLS_ENTITIES, ...PROFILES_ENTITIES, ...BROKERAGE_ENTITIES],
  ...[...IMPACT_ENTITIES, ...BOARD_REPORT_ENTITIES, ...ASSURANCE_ENTITIES, ...NETWORK_ENTITIES],
];
