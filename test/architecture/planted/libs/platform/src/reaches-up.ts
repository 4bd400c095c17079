import { audit } from '../../audit/src/index.js';

export const reached = audit;
