import pg from 'pg';

/**
 * A connection that gives up on a server that does not answer any more. PostgreSQL ends what takes too long by itself;
 * where it lost its power or the network lost us, nobody would, and every request would wait for ever. What has not
 * answered may answer later, so the connection is not used again.
 */
export class PatientClient extends pg.Client {
  // The overloads of pg's own method, which this one passes on as they come.
  override query = ((...asked: Parameters<pg.Client['query']>): unknown => {
    const send = super.query as (...all: Parameters<pg.Client['query']>) => unknown;
    const answer = send.apply(this, asked);
    if (answer instanceof Promise)
      answer.catch((error: unknown) => {
        if (error instanceof Error && error.message === 'Query read timeout') this.hangUp();
      });
    return answer;
  }) as pg.Client['query'];

  private hangUp(): void {
    (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}
