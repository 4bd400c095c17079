import { LinkQuestions } from '@app/brokerage';
import type { Post } from '@app/identity';
import { DeclarationChecks } from '@app/profiles';
import type { INestApplicationContext } from '@nestjs/common';

/** Whether the question of a link still stands, whichever room put it: a mail that nobody waits for does not leave. */
export function stillWaits(app: INestApplicationContext): Post['stillWaits'] {
  const questions = app.get(LinkQuestions, { strict: false });
  const checks = app.get(DeclarationChecks, { strict: false });
  return async (tx, link) =>
    link.act === 'declaration.unchanged' ? (await checks.find(tx, link)) !== null : questions.waits(tx, link);
}
