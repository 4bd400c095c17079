import { LinkQuestions } from '@app/brokerage';
import type { Post } from '@app/identity';
import { DeclarationCalls, DeclarationChecks } from '@app/profiles';
import type { INestApplicationContext } from '@nestjs/common';

/** Whether the question of a link still stands, whichever room put it: a mail that nobody waits for does not leave. */
export function stillWaits(app: INestApplicationContext): Post['stillWaits'] {
  const questions = app.get(LinkQuestions, { strict: false });
  const checks = app.get(DeclarationChecks, { strict: false });
  const calls = app.get(DeclarationCalls, { strict: false });
  return async (tx, link) => {
    if (link.act === 'declaration.send') return calls.waits(tx, link.subject);
    if (link.act === 'declaration.unchanged') return (await checks.find(tx, link)) !== null;
    return questions.waits(tx, link);
  };
}
