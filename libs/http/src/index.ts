export { Drain } from './drain.js';
export { Allow, AnyoneSignedIn, Public, RouteGuard, ALLOW, PUBLIC } from './route-guard.js';
export { withBearer } from './bearer.js';
export { answeredWith, withDenials } from './denials.js';
export { csrfToken, CrossSite } from './csrf.js';
export { HealthController, type Readiness } from './health.controller.js';
export { withRequestId } from './request-id.js';
export { cookieName, sessionCookie, withSession, type CookieSettings } from './session-cookie.js';
export { codeOf, retryAfterSeconds, statusOf } from './status-of.js';
export {
  CurrentVisitor,
  Me,
  NotSignedIn,
  setVisitor,
  signedIn,
  visitorOf,
  type SignedIn,
  type Visitor,
} from './visitor.js';
