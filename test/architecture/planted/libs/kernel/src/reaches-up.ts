import { platform } from '../../platform/src/index.js';

export const reached = platform;
