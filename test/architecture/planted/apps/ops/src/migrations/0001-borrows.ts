import { platform } from '../../../../libs/platform/src/index.js';

export const borrowed = platform;
