/** Apart from the other views: what trusts are shown of a project names it too. */
export type ProjectState = 'agreed_in_principle' | 'active' | 'paused' | 'closed' | 'not_started';
