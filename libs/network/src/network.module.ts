import { Module } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import { AskByMail, IdentityModule, People, Rights } from '@app/identity';
import { CLOCK, IDS, MATRIX, provide, UnitOfWork } from '@app/platform';
import { AreaSettings, SchoolsModule } from '@app/schools';
import { AnswerQuestion } from './practice/answer-question.js';
import { AskQuestion } from './practice/ask-question.js';
import { CloseQuestion } from './practice/close-question.js';
import { QuestionCases } from './practice/question-cases.js';
import { Questions } from './practice/questions.query.js';
import { RouteQuestions } from './practice/route-questions.js';
import { WithdrawQuestion } from './practice/withdraw-question.js';

const inside = [provide(QuestionCases, [AuditTrail, CLOCK, Rights])];

const rooms = [
  provide(AskQuestion, [UnitOfWork, AuditTrail, CLOCK, IDS, Rights, AreaSettings]),
  provide(AnswerQuestion, [UnitOfWork, CLOCK, IDS, QuestionCases]),
  provide(CloseQuestion, [UnitOfWork, CLOCK, QuestionCases]),
  provide(WithdrawQuestion, [UnitOfWork, QuestionCases]),
  provide(RouteQuestions, [UnitOfWork, AuditTrail, CLOCK, People, AreaSettings, AskByMail]),
  provide(Questions, [MATRIX, CLOCK]),
];

@Module({
  imports: [AuditModule, IdentityModule, SchoolsModule],
  providers: [...inside, ...rooms],
  exports: rooms.map((room) => room.provide),
})
export class NetworkModule {}
