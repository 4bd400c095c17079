import { Questions } from '../needs/questions.js';
import { FIELDS } from './declare.form.js';

export type Step = keyof typeof FIELDS;

export const QUESTIONS = new Questions<Step>(FIELDS);
