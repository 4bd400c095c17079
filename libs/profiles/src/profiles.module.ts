import { Module } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import { AskByMail, IdentityModule, People, Rights } from '@app/identity';
import { CLOCK, IDS, MailBox, MATRIX, Outbox, provide, UnitOfWork } from '@app/platform';
import { AreaSettings, KnownSchools, SchoolsModule } from '@app/schools';
import { CapacityLedger } from './capacity/capacity-ledger.js';
import { DaysBook } from './capacity/days-book.js';
import { DaysOfYear } from './capacity/days-of-year.query.js';
import { BookedDays } from './capacity/booked-days.query.js';
import { LedgerLines } from './capacity/ledger-lines.query.js';
import { Capacity } from './capacity/capacity.query.js';
import { DeclareCapacity } from './capacity/declare-capacity.js';
import { ConcernCases } from './concern/concern-cases.js';
import { Concerns } from './concern/concerns.query.js';
import { DeclineConcern } from './concern/decline-concern.js';
import { LapseConcerns } from './concern/lapse-concerns.js';
import { RaiseConcern } from './concern/raise-concern.js';
import { WithdrawConcern } from './concern/withdraw-concern.js';
import { CheckDeclaration } from './declaration/check-declaration.js';
import { ConfirmUnchanged } from './declaration/confirm-unchanged.js';
import { DeclarationCalls } from './declaration/declaration-calls.js';
import { DeclarationChecks } from './declaration/declaration-checks.js';
import { DeclarationRecord } from './declaration/declaration-record.js';
import { Declarations } from './declaration/declarations.query.js';
import { DraftDeclaration } from './declaration/draft-declaration.js';
import { PauseReasons } from './declaration/pause-reasons.js';
import { StrongIn } from './declaration/strong-in.query.js';
import { OwedWords } from './declaration/owed-word.query.js';
import { RenewDeclaration } from './declaration/renew-declaration.js';
import { StaleDeclarations } from './declaration/stale-declarations.js';
import { SubmitDeclaration } from './declaration/submit-declaration.js';
import { HeadsFiles } from './file/heads-files.js';
import { ImportDeclarations } from './declaration-file/import-declarations.js';
import { MatchFacts } from './match-facts.query.js';
import { AgreeNeed } from './need/agree-need.js';
import { CloseNeed } from './need/close-need.js';
import { DutyBroker } from './need/duty-broker.js';
import { NeedCases } from './need/need-cases.js';
import { NeedDates } from './need/need-dates.js';
import { NeedMoves } from './need/need-moves.js';
import { NeedOpening } from './need/need-opening.js';
import { NeedsOfYear } from './need/needs-of-year.query.js';
import { Needs } from './need/needs.query.js';
import { RaiseNeed } from './need/raise-need.js';
import { SetApproach } from './need/set-approach.js';
import { TriageNeed } from './need/triage-need.js';
import { WithdrawNeed } from './need/withdraw-need.js';
import { ImportNeeds } from './need-file/import-needs.js';
import { DeclareOffer } from './offer/declare-offer.js';
import { OfferMoves } from './offer/offer-moves.js';
import { Offers } from './offer/offers.query.js';
import { PauseOffer } from './offer/pause-offer.js';
import { ResumeOffer } from './offer/resume-offer.js';
import { SchoolOffers } from './offer/school-offers.js';
import { WithdrawOffer } from './offer/withdraw-offer.js';

/** What verbs share; nobody outside asks for them. */
const steps = [
  provide(DutyBroker, [People]),
  provide(NeedDates, [AreaSettings, CLOCK]),
  provide(NeedMoves, [CLOCK, IDS, Outbox]),
  provide(NeedOpening, [AuditTrail, CLOCK, KnownSchools, DutyBroker, NeedDates]),
  provide(CapacityLedger, [CLOCK, IDS]),
  provide(DeclarationRecord, [IDS, MailBox]),
  provide(PauseReasons, [CLOCK, IDS]),
  provide(SchoolOffers, [CLOCK, IDS]),
  provide(OfferMoves, [UnitOfWork, AuditTrail, Rights]),
  provide(HeadsFiles, [Rights]),
  provide(ConcernCases, [AuditTrail, CLOCK, Rights]),
];

const verb = [UnitOfWork, AuditTrail];

const rooms = [
  provide(RaiseNeed, [
    ...[...verb, Outbox, CLOCK, IDS, Rights, AreaSettings, KnownSchools],
    ...[DutyBroker, NeedDates, NeedMoves, AskByMail, ConcernCases],
  ]),
  provide(SetApproach, [UnitOfWork, Rights, NeedMoves, NeedOpening]),
  provide(AgreeNeed, [...verb, CLOCK, Rights, NeedMoves, NeedOpening]),
  provide(TriageNeed, [...verb, CLOCK, Rights, DutyBroker, NeedMoves]),
  provide(WithdrawNeed, [...verb, CLOCK, Rights, NeedMoves]),
  provide(CloseNeed, [...verb, CLOCK, Rights, NeedDates, NeedMoves]),
  provide(NeedCases, [CLOCK, IDS, NeedMoves, NeedDates, DutyBroker]),
  provide(Needs, [MATRIX, CLOCK, AuditTrail]),
  provide(ImportNeeds, [...verb, HeadsFiles, AreaSettings, Needs, RaiseNeed]),
  provide(RaiseConcern, [
    ...[...verb, CLOCK, IDS, Rights, AreaSettings, KnownSchools],
    ...[People, AskByMail],
  ]),
  provide(WithdrawConcern, [UnitOfWork, ConcernCases]),
  provide(DeclineConcern, [UnitOfWork, ConcernCases]),
  provide(LapseConcerns, [...verb, CLOCK]),
  provide(Concerns, [MATRIX, CLOCK, AuditTrail, Rights]),
  provide(DeclareOffer, [...verb, CLOCK, IDS, Rights, AreaSettings, KnownSchools]),
  provide(PauseOffer, [OfferMoves]),
  provide(ResumeOffer, [OfferMoves]),
  provide(WithdrawOffer, [OfferMoves]),
  provide(Offers, [MATRIX, CLOCK]),
  provide(DeclareCapacity, [...verb, CLOCK, Rights, AreaSettings, KnownSchools, CapacityLedger]),
  provide(Capacity, [MATRIX, CLOCK]),
  provide(DaysBook, [CLOCK, IDS]),
  provide(DaysOfYear, []),
  provide(NeedsOfYear, []),
  provide(LedgerLines, []),
  provide(BookedDays, []),
  provide(DraftDeclaration, [...verb, CLOCK, Rights, AreaSettings, DeclarationRecord]),
  provide(SubmitDeclaration, [
    ...[...verb, CLOCK, Rights, AreaSettings, KnownSchools],
    ...[DeclarationRecord, PauseReasons, SchoolOffers, CapacityLedger],
  ]),
  provide(RenewDeclaration, [UnitOfWork, CLOCK, Rights, SubmitDeclaration]),
  provide(OwedWords, [CLOCK, Declarations, RenewDeclaration, DeclarationRecord]),
  provide(StaleDeclarations, [...verb, CLOCK, AreaSettings]),
  provide(CheckDeclaration, [...verb, CLOCK, Rights, DeclarationRecord, People, AskByMail]),
  provide(ConfirmUnchanged, [...verb, CLOCK, Rights, DeclarationRecord]),
  provide(DeclarationCalls, [UnitOfWork, CLOCK, People, AreaSettings, AskByMail, MailBox]),
  provide(DeclarationChecks, [UnitOfWork, CLOCK, AreaSettings, AskByMail, MailBox]),
  provide(Declarations, [MATRIX, CLOCK, AuditTrail]),
  provide(ImportDeclarations, [
    ...[...verb, CLOCK, HeadsFiles, AreaSettings, Declarations],
    ...[Capacity, SubmitDeclaration, DeclareCapacity],
  ]),
  provide(StrongIn, []),
  provide(MatchFacts, [MATRIX, CLOCK]),
];

@Module({
  imports: [AuditModule, IdentityModule, SchoolsModule],
  providers: [...steps, ...rooms],
  exports: [...rooms.map((room) => room.provide), DutyBroker],
})
export class ProfilesModule {}
