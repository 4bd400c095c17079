import pg from 'pg';

/** How many statements a connection keeps planned, so that its memory has an end; what comes after is planned each time. */
const KEPT = 300;

/**
 * A connection that gives up on a server that does not answer any more. PostgreSQL ends what takes too long by itself;
 * where it lost its power or the network lost us, nobody would, and every request would wait for ever. What has not
 * answered may answer later, so the connection is not used again.
 *
 * It also has the server plan a statement once instead of at each request: with row security a plan often takes longer
 * than its rows. A plan holds no area and no person: both are read as it runs.
 */
export class PatientClient extends pg.Client {
  private readonly named = new Map<string, string>();

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A connection that is lost while nobody asks it is whoever asks next's error. With no listener it would end the process.
    this.on('error', () => undefined);
  }

  // The overloads of pg's own method, which this one passes on as they come.
  override query = ((...asked: Parameters<pg.Client['query']>): unknown => {
    const send = super.query as (...all: unknown[]) => unknown;
    const answer = send.apply(this, this.planned(asked));
    if (answer instanceof Promise)
      answer.catch((error: unknown) => {
        if (error instanceof Error && error.message === 'Query read timeout') this.hangUp();
      });
    return answer;
  }) as pg.Client['query'];

  /** A statement's text with values under the name that this connection knows it by. */
  private planned(asked: unknown[]): unknown[] {
    const [text, values, ...more] = asked;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return asked;
    const name =
      this.named.get(text) ?? (this.named.size < KEPT ? `kept-${String(this.named.size)}` : undefined);
    if (name === undefined) return asked;
    this.named.set(text, name);
    return [{ name, text, values: values as unknown[] }, ...more];
  }

  private hangUp(): void {
    (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}
