import { kernel } from '../libs/kernel/src/index.js';

export const known = kernel;
