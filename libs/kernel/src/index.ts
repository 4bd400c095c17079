export * from './ids.js';
export * from './domain-error.js';
export * from './actor.js';
