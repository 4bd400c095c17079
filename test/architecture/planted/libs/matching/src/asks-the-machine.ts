import { hostname } from 'node:os';

export const machine = hostname();
