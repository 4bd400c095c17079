import { profiles } from '../../profiles/src/index.js';

export const reached = profiles;
