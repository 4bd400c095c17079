import { CapacityEntryEntity } from './capacity/capacity-entry.entity.js';
import { CapacityWindowEntity } from './capacity/capacity-window.entity.js';
import { DeclarationEntity } from './declaration/declaration.entity.js';
import { PauseReasonEntity } from './declaration/pause-reason.entity.js';
import { NeedDeclineEntity } from './need/need-decline.entity.js';
import { NeedMoveEntity } from './need/need-move.entity.js';
import { NeedEntity } from './need/need.entity.js';
import { OfferEntity } from './offer/offer.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const PROFILES_ENTITIES = [
  NeedEntity,
  NeedMoveEntity,
  NeedDeclineEntity,
  OfferEntity,
  DeclarationEntity,
  PauseReasonEntity,
  CapacityWindowEntity,
  CapacityEntryEntity,
];
