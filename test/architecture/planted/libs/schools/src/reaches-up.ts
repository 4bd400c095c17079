import { identity } from '../../identity/src/index.js';

export const reached = identity;
