/** Settings that pages need, by what they are for; the module gives them their values. */
export const COOKIES = Symbol('cookies');
/** True only where the whole installation is a demonstration: then the sign-in page offers personas. */
export const DEMO = Symbol('demo');
/** Where this service is reached, without a path. */
export const BASE_URL = Symbol('base url');
/** What the links in mails are signed with. */
export const LINK_KEY = Symbol('link key');
