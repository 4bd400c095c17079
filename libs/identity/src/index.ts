import { AppointmentEntity } from './appointment/appointment.entity.js';
import { ClientEntity } from './client/client.entity.js';
import { InterestEntity } from './interest/interest.entity.js';
import { SupplierInterestEntity } from './interest/supplier-interest.entity.js';
import { PersonEntity } from './person/person.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const IDENTITY_ENTITIES = [
  ...[PersonEntity, AppointmentEntity, InterestEntity, SupplierInterestEntity, ClientEntity],
];

export { systemActor } from './actor/system-actor.js';
export { Actors, type WhoCame } from './actor/actor.query.js';
export { Rights } from './actor/rights.js';
export { AppointPerson, type NewAppointment } from './appointment/appoint-person.js';
export {
  EndAppointment,
  readPosts,
  type AppointmentToEnd,
  type BrokerPost,
} from './appointment/end-appointment.js';
export { NameCover, type CoverToName, type CoverView } from './appointment/name-cover.js';
export { AskClient } from './client/ask-client.js';
export { CLIENT_SCOPES, type ClientScope } from './client/client-scopes.js';
export {
  ALLOWANCES,
  CountRequest,
  TooManyRequests,
  type Allowances,
  type Counted,
} from './client/count-request.js';
export { ClientSteps } from './client/client-steps.js';
export type { ClientState } from './client/client.lifecycle.js';
export { Clients, type ClientView } from './client/clients.query.js';
export type { ClientInHand } from './client/lock-client.js';
export type { ClientToAsk } from './client/read-client.js';
export { CalendarFeeds } from './calendar-feed/calendar-feeds.js';
export { AnswerFreshStart, type FreshStartAnswer } from './fresh-start/answer-fresh-start.js';
export { AskFreshStart, type FreshStartToAsk } from './fresh-start/ask-fresh-start.js';
export { FreshStartFromConsole, type FreshStartByHand } from './fresh-start/fresh-start-from-console.js';
export { FreshStarts, type FreshStartTask, type FreshStartView } from './fresh-start/fresh-starts.query.js';
export { INTEREST_KINDS, type InterestKind } from './interest/interest.entity.js';
export { DeclareInterest, type DeclaredInterest } from './interest/declare-interest.js';
export { DeclarePaidWork } from './interest/declare-paid-work.js';
export { EnrolApp, LastFactor } from './factor/enrol-app.js';
export { FactorPaused, FactorRefused } from './factor/factor-tries.js';
export { Factors, type FactorsView } from './factor/factors.query.js';
export { OwnPasskeys, type PasskeyView } from './factor/own-passkeys.js';
export { PasskeyChallenges, type PasskeyOptions } from './factor/passkey-challenges.js';
export type { Holder } from './factor/holder.js';
export { InvitePerson, type PersonToInvite } from './person/invite-person.js';
export { insertPerson, normaliseEmail, type NewPerson } from './person/new-person.js';
export { People, type PersonView, type BrokerView } from './person/people.query.js';
export { AcceptInvitation } from './sign-in/accept-invitation.js';
export { EnrolFirst } from './sign-in/enrol-first.js';
export { EnterByPasskey } from './sign-in/enter-by-passkey.js';
export { Enter } from './sign-in/enter.js';
export type { Entered } from './sign-in/enter.js';
export { PassFactor } from './sign-in/pass-factor.js';
export { hashPassword } from './sign-in/password.js';
export { Personas, type Persona } from './sign-in/personas.js';
export { TooManyTries } from './sign-in/guesses.js';
export { SignIn, SignInRefused, type Credentials } from './sign-in/sign-in.js';
export { PasswordRefused, SignInAgain, type Proof, type ProofAgain } from './sign-in/sign-in-again.js';
export { AskReset } from './password/ask-reset.js';
export { ResetPassword } from './password/reset-password.js';
export { RESET_ASKED, resetSecret } from './password/reset-token.js';
export { SendReset } from './password/send-reset.js';
export { ChangePassword, type PasswordToChange } from './password/change-password.js';
export { PasswordRules } from './password/password-rules.js';
export { OwnSessions, type OwnSession } from './session/own-sessions.js';
export { BeginAtProvider, type ToProvider } from './provider/begin-at-provider.js';
export { ComeBack, type Arrived, type CameBack } from './provider/come-back.js';
export {
  CannotLink,
  ConfirmProvider,
  type AtTheQuestion,
  type ProviderQuestion,
} from './provider/confirm-provider.js';
export { LastWayIn, OwnProviders, type ProviderLinkView } from './provider/own-providers.js';
export { ProviderClient } from './provider/provider-client.js';
export { ProviderAway, ProviderRefused } from './provider/provider-refused.js';
export { HalfSessions, type HalfSession, type Owed } from './session/half-sessions.js';
export { Sessions, type FactorKind, type SessionFacts, type StartedSession } from './session/sessions.js';
export { Tokens, type TokenView } from './token/tokens.js';
export { ActionLinks, type OpenedLink } from './action-link/action-links.js';
export { OpenLink, TooManyLinks, type LinkFound, type LinkGuest } from './action-link/open-link.js';
export {
  isSignedBy,
  LINK_ACTS,
  linkKey,
  linkPath,
  type ActionLink,
  type LinkAct,
} from './action-link/signature.js';
export { AskByMail, type Notice, type Question } from './mail/ask-by-mail.js';
export { mailSubject } from './mail/letter.js';
export { NoteBounce } from './mail/note-bounce.js';
export { SendMail, type Fate, type Post } from './mail/send-mail.js';
export { IdentityModule } from './identity.module.js';
