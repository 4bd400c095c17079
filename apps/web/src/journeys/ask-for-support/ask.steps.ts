import { Questions } from '../needs/questions.js';

const STEPS = {
  what: ['school', 'theme', 'theme2', 'theme3', 'keyStages'],
  words: ['outcome', 'send', 'tried'],
  time: ['soon', 'days', 'from', 'to', 'modes', 'travel'],
  who: ['approach', 'schools'],
  check: [],
} as const;

export type Step = keyof typeof STEPS;

export const QUESTIONS = new Questions<Step>(STEPS);
