import { Module } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import {
  CLOCK,
  FieldKey,
  IDS,
  Log,
  Lookup,
  MailBox,
  MATRIX,
  Outbox,
  provide,
  SIGN_IN_RULES,
  UnitOfWork,
} from '@app/platform';
import { AreaSettings, KnownSchools, SchoolsModule } from '@app/schools';
import { ActionLinks } from './action-link/action-links.js';
import { OpenLink } from './action-link/open-link.js';
import { Actors } from './actor/actor.query.js';
import { Rights } from './actor/rights.js';
import { AppointPerson } from './appointment/appoint-person.js';
import { EndAppointment } from './appointment/end-appointment.js';
import { NameCover } from './appointment/name-cover.js';
import { AskClient } from './client/ask-client.js';
import { ClientSteps } from './client/client-steps.js';
import { Clients } from './client/clients.query.js';
import { EnrolApp } from './factor/enrol-app.js';
import { FactorTries } from './factor/factor-tries.js';
import { Factors } from './factor/factors.query.js';
import { OwnPasskeys } from './factor/own-passkeys.js';
import { PasskeyChallenges } from './factor/passkey-challenges.js';
import { ProveCode } from './factor/prove-code.js';
import { ShowPasskey } from './factor/show-passkey.js';
import { TellHolder } from './factor/tell-holder.js';
import { AnswerFreshStart } from './fresh-start/answer-fresh-start.js';
import { AskFreshStart } from './fresh-start/ask-fresh-start.js';
import { FreshStartFromConsole } from './fresh-start/fresh-start-from-console.js';
import { FreshStarts } from './fresh-start/fresh-starts.query.js';
import { DeclareInterest } from './interest/declare-interest.js';
import { DeclarePaidWork } from './interest/declare-paid-work.js';
import { CalendarFeeds } from './calendar-feed/calendar-feeds.js';
import { AskByMail } from './mail/ask-by-mail.js';
import { NoteBounce } from './mail/note-bounce.js';
import { SendMail } from './mail/send-mail.js';
import { InvitePerson } from './person/invite-person.js';
import { People } from './person/people.query.js';
import { AskReset } from './password/ask-reset.js';
import { ChangePassword } from './password/change-password.js';
import { PasswordRules } from './password/password-rules.js';
import { ResetPassword } from './password/reset-password.js';
import { SendReset } from './password/send-reset.js';
import { BeginAtProvider } from './provider/begin-at-provider.js';
import { ComeBack } from './provider/come-back.js';
import { ConfirmProvider } from './provider/confirm-provider.js';
import { NoteRefusal } from './provider/note-refusal.js';
import { OwnProviders } from './provider/own-providers.js';
import { ProviderClient } from './provider/provider-client.js';
import { ProviderFlows } from './provider/provider-flows.js';
import { HalfSessions } from './session/half-sessions.js';
import { OwnSessions } from './session/own-sessions.js';
import { Sessions } from './session/sessions.js';
import { AcceptInvitation } from './sign-in/accept-invitation.js';
import { EnrolFirst } from './sign-in/enrol-first.js';
import { EnterByPasskey } from './sign-in/enter-by-passkey.js';
import { Enter } from './sign-in/enter.js';
import { Guesses } from './sign-in/guesses.js';
import { InvitationGuesses } from './sign-in/invitation-guesses.js';
import { NoteAttack } from './sign-in/note-attack.js';
import { PassFactor } from './sign-in/pass-factor.js';
import { Personas } from './sign-in/personas.js';
import { SignIn } from './sign-in/sign-in.js';
import { SignInAgain } from './sign-in/sign-in-again.js';
import { Tokens } from './token/tokens.js';

const rooms = [
  provide(Sessions, [UnitOfWork, Lookup, AuditTrail, CLOCK]),
  provide(Actors, [UnitOfWork, CLOCK]),
  provide(Rights, [MATRIX, CLOCK, Actors]),
  provide(NoteAttack, [UnitOfWork, Lookup, AuditTrail, Log]),
  provide(Guesses, [Lookup, FieldKey, NoteAttack]),
  provide(InvitationGuesses, [Lookup, NoteAttack]),
  provide(HalfSessions, [Lookup]),
  provide(Factors, [Lookup]),
  provide(Enter, [Sessions, HalfSessions, Factors, SIGN_IN_RULES]),
  provide(SignIn, [Lookup, Guesses, Enter, NoteAttack]),
  provide(PasswordRules, []),
  provide(OwnSessions, [UnitOfWork, Lookup, AuditTrail, CLOCK]),
  provide(TellHolder, [UnitOfWork, AuditTrail, IDS, AskByMail]),
  provide(FactorTries, [UnitOfWork, Lookup, AuditTrail, CLOCK, TellHolder]),
  provide(ProveCode, [Lookup, CLOCK, FieldKey, FactorTries, TellHolder]),
  provide(PassFactor, [HalfSessions, ProveCode, Enter]),
  provide(EnrolApp, [UnitOfWork, Lookup, CLOCK, FieldKey, Factors, TellHolder, SIGN_IN_RULES]),
  provide(PasskeyChallenges, [Lookup, SIGN_IN_RULES]),
  provide(OwnPasskeys, [
    ...[UnitOfWork, Lookup, CLOCK, IDS, Factors, PasskeyChallenges, TellHolder, Sessions, SIGN_IN_RULES],
  ]),
  provide(AskFreshStart, [UnitOfWork, AuditTrail, CLOCK, IDS, Rights, TellHolder, People, AskByMail]),
  provide(FreshStartFromConsole, [UnitOfWork, Lookup, AuditTrail, CLOCK, People, TellHolder]),
  provide(AnswerFreshStart, [UnitOfWork, Lookup, AuditTrail, CLOCK, Rights, TellHolder]),
  provide(FreshStarts, [CLOCK]),
  provide(ShowPasskey, [Lookup, PasskeyChallenges, FactorTries]),
  provide(EnterByPasskey, [HalfSessions, PasskeyChallenges, ShowPasskey, Enter]),
  provide(EnrolFirst, [HalfSessions, EnrolApp, OwnPasskeys, PasskeyChallenges, Enter, PassFactor]),
  provide(SignInAgain, [
    ...[Lookup, Sessions, Guesses, Personas, Factors, ProveCode, ShowPasskey, Enter, NoteAttack],
  ]),
  provide(ChangePassword, [UnitOfWork, Lookup, CLOCK, Guesses, PasswordRules, TellHolder, NoteAttack]),
  provide(AcceptInvitation, [UnitOfWork, Lookup, Enter, AuditTrail, IDS, InvitationGuesses, PasswordRules]),
  provide(ProviderClient, [SIGN_IN_RULES, FieldKey, Log]),
  provide(ProviderFlows, [Lookup]),
  provide(NoteRefusal, [UnitOfWork, AuditTrail]),
  provide(BeginAtProvider, [Lookup, CLOCK, ProviderClient, ProviderFlows, AcceptInvitation]),
  provide(ComeBack, [Lookup, ProviderClient, ProviderFlows, Enter, NoteRefusal]),
  provide(ConfirmProvider, [
    ...[UnitOfWork, Lookup, AuditTrail, CLOCK, IDS, ProviderClient, ProviderFlows, Enter, TellHolder],
    NoteRefusal,
  ]),
  provide(OwnProviders, [UnitOfWork, Lookup, CLOCK, TellHolder]),
  provide(Personas, [UnitOfWork, Lookup, Sessions]),
  provide(InvitePerson, [UnitOfWork, AuditTrail, Lookup, MATRIX, CLOCK, IDS]),
  provide(DeclareInterest, [UnitOfWork, AuditTrail, MATRIX, CLOCK, IDS, KnownSchools]),
  provide(DeclarePaidWork, [UnitOfWork, AuditTrail, MATRIX, CLOCK, IDS]),
  provide(AppointPerson, [AuditTrail, IDS]),
  provide(EndAppointment, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
  provide(NameCover, [UnitOfWork, AuditTrail, MATRIX, CLOCK, People]),
  provide(Tokens, [UnitOfWork, Lookup, AuditTrail, MATRIX, CLOCK, IDS]),
  provide(AskClient, [UnitOfWork, AuditTrail, CLOCK, IDS, Rights]),
  provide(ClientSteps, [UnitOfWork, Lookup, AuditTrail, CLOCK, Rights]),
  provide(Clients, [UnitOfWork, Lookup, AuditTrail, MATRIX, CLOCK, Rights]),
  provide(CalendarFeeds, [UnitOfWork, Lookup, AuditTrail, MATRIX, CLOCK, IDS, Actors]),
  provide(People, []),
  provide(ActionLinks, [Lookup, CLOCK, IDS]),
  provide(OpenLink, [Lookup, ActionLinks, Actors]),
  provide(AskByMail, [CLOCK, People, AreaSettings, ActionLinks, MailBox]),
  provide(NoteBounce, [UnitOfWork, Lookup, MailBox]),
  provide(SendMail, [UnitOfWork, CLOCK, AreaSettings, ActionLinks, MailBox, Lookup]),
  provide(AskReset, [UnitOfWork, Lookup, Outbox, IDS]),
  provide(SendReset, [UnitOfWork, Lookup, AuditTrail, CLOCK, MailBox]),
  provide(ResetPassword, [UnitOfWork, Lookup, PasswordRules, TellHolder, NoteAttack]),
];

@Module({
  imports: [AuditModule, SchoolsModule],
  providers: rooms,
  exports: rooms.map((room) => room.provide),
})
export class IdentityModule {}
