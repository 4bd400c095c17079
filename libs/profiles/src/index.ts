import { CapacityEntryEntity } from './capacity/capacity-entry.entity.js';
import { CapacityWindowEntity } from './capacity/capacity-window.entity.js';
import { ConcernEntity } from './concern/concern.entity.js';
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
  ConcernEntity,
];

export { BANDS, bandOf, bookableHalfDays, MOST_HALF_DAYS, type Band } from './capacity/band.js';
export { Capacity, type CapacityView, type WindowView } from './capacity/capacity.query.js';
export { BookedDays, type BookedDaysRow } from './capacity/booked-days.query.js';
export { LedgerLines, type LedgerLine } from './capacity/ledger-lines.query.js';
export { DaysOfYear, type SchoolDays } from './capacity/days-of-year.query.js';
export { DaysBook, type HalfDays } from './capacity/days-book.js';
export type { ConcernState } from './concern/concern.lifecycle.js';
export type { ConcernTask, ConcernView, OwnConcern } from './concern/concern.views.js';
export { Concerns } from './concern/concerns.query.js';
export { DeclineConcern } from './concern/decline-concern.js';
export { LapseConcerns } from './concern/lapse-concerns.js';
export { RaiseConcern, type ConcernToRaise } from './concern/raise-concern.js';
export { WithdrawConcern, type AskedOfConcern } from './concern/withdraw-concern.js';
export { DeclareCapacity, type CapacityToDeclare } from './capacity/declare-capacity.js';
export type { AskedDays } from './capacity/read-declared-days.js';
export {
  Declarations,
  type OwnDeclaration,
  type StandingWord,
  type PauseView,
  type ProfileView,
  type StrengthsView,
} from './declaration/declarations.query.js';
export {
  APPETITES,
  isResting,
  PAUSE_KINDS,
  URGENCIES,
  type Appetite,
  type DeclaredNeed,
  type PauseKind,
  type Urgency,
} from './declaration/declared.js';
export { StrongIn } from './declaration/strong-in.query.js';
export type { DeclarationState } from './declaration/declaration.lifecycle.js';
export { DraftDeclaration, type DeclarationToDraft } from './declaration/draft-declaration.js';
export type { AskedDeclaredNeed, AskedPause } from './declaration/read-declaration.js';
export { SubmitDeclaration, type DeclarationToSubmit } from './declaration/submit-declaration.js';
export { DECLARATION_SHEET, type SaidDays } from './declaration-file/declaration-sheet.js';
export type { DaysChange } from './declaration-file/days-change.js';
export {
  ImportDeclarations,
  type DeclarationFilePreview,
  type DeclarationsToImport,
} from './declaration-file/import-declarations.js';
export type { Difference, WordChange } from './declaration-file/word-change.js';
export { FieldReader } from './field-reader.js';
export { NEED_ENDED, NEED_OPENED, NEED_RAISED } from './events.js';
export {
  MatchFacts,
  type MatchDays,
  type MatchDecline,
  type MatchFactsRead,
  type MatchNeed,
  type MatchOffer,
} from './match-facts.query.js';
export { AgreeNeed, type NeedToAgree } from './need/agree-need.js';
export type { AskedOfNeed } from './need/asked-of-need.js';
export { CLOSINGS, CloseNeed, type NeedToClose } from './need/close-need.js';
export { DutyBroker } from './need/duty-broker.js';
export { NeedCases, type NeedCase } from './need/need-cases.js';
export {
  APPROACH_KINDS,
  KEY_STAGES,
  MODES,
  type Approach,
  type KeyStageName,
  type Mode,
  type NeedWording,
} from './need/need-wording.js';
export {
  canMove as canMoveNeed,
  isClosed as isNeedClosed,
  NEED_NEXT_WORDS,
  NEED_STATE_WORDS,
  NEED_STATES,
  type NeedState,
} from './need/need.lifecycle.js';
export { NEED_COLUMNS, needResource } from './need/need.policy.js';
export type { NeedCan, NeedDetail, NeedMoveView, NeedSummary, PersonName } from './need/need.view.js';
export { assignedToSchool, schoolsAssignedTo } from './need/assigned-to-school.js';
export { Needs, type NeedFilter } from './need/needs.query.js';
export { ImportNeeds, type NeedFilePreview, type NeedsToImport } from './need-file/import-needs.js';
export { NeedsOfYear, type NeedOfYear } from './need/needs-of-year.query.js';
export { NEED_SHEET } from './need-file/need-sheet.js';
export { RaiseNeed, type NeedToRaise } from './need/raise-need.js';
export type { AskedApproach, AskedWording } from './need/read-need.js';
export { SetApproach, type ApproachToSet } from './need/set-approach.js';
export { TriageNeed, type Triage } from './need/triage-need.js';
export { WithdrawNeed, type NeedToWithdraw } from './need/withdraw-need.js';
export { DeclareOffer, type OfferToDeclare } from './offer/declare-offer.js';
export type { AskedOfOffer } from './offer/offer-moves.js';
export type { OfferState } from './offer/offer.lifecycle.js';
export {
  DEPTHS,
  EVIDENCE_KINDS,
  type Depth,
  type EvidenceKind,
  type OfferedTheme,
} from './offer/offered-theme.js';
export { Offers, type OfferView } from './offer/offers.query.js';
export { PauseOffer } from './offer/pause-offer.js';
export type { AskedTerms, OfferTerms } from './offer/read-offer-terms.js';
export type { AskedTheme } from './offer/read-offered-themes.js';
export { ResumeOffer } from './offer/resume-offer.js';
export { WithdrawOffer } from './offer/withdraw-offer.js';
export { ProfilesModule } from './profiles.module.js';
export {
  CheckDeclaration,
  recordOfWord,
  CHECK_OUTCOMES,
  type CheckOutcome,
  type WordToCheck,
} from './declaration/check-declaration.js';
export { ConfirmUnchanged, type UnchangedWord } from './declaration/confirm-unchanged.js';
export { OwedWords, type OwedWord, type WordToLookAt } from './declaration/owed-word.query.js';
export { RenewDeclaration, type StaleWord, type WordToRenew } from './declaration/renew-declaration.js';
export { StaleDeclarations } from './declaration/stale-declarations.js';
export { DeclarationCalls } from './declaration/declaration-calls.js';
export { DeclarationChecks, type CheckAsked } from './declaration/declaration-checks.js';
