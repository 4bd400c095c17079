import { lost } from '../../audit/src/lost.js';

export const taken: unknown = lost;
