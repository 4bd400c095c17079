import { AnswerEntity } from './practice/answer.entity.js';
import { QuestionEntity } from './practice/question.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const NETWORK_ENTITIES = [QuestionEntity, AnswerEntity];

export { NetworkModule } from './network.module.js';
export { AnswerQuestion, type Answering } from './practice/answer-question.js';
export { AskQuestion, type QuestionToAsk } from './practice/ask-question.js';
export { CloseQuestion, type QuestionToClose } from './practice/close-question.js';
export { QUESTION_STATES, type QuestionState } from './practice/question.lifecycle.js';
export type * from './practice/question.views.js';
export { Questions, type QuestionFilter } from './practice/questions.query.js';
export { RouteQuestions, type StrongIn } from './practice/route-questions.js';
export { WithdrawQuestion, type QuestionToWithdraw } from './practice/withdraw-question.js';
