import { Unavailable, type PersonId } from '@app/kernel';
import type { Actors, Sessions } from '@app/identity';
import { NotSignedIn, type SignedIn, type Visitor } from '@app/http';
import type { MessageEvent } from '@nestjs/common';
import { defer, finalize, type Observable } from 'rxjs';
import { eventStream, type StreamOptions, type Tick } from './event-stream.js';

const MOST_OPEN = 4;
const AGAIN_S = 60;

export class TooManyStreams extends Unavailable {
  constructor() {
    super(
      'TOO_MANY_REQUESTS',
      'You are following too much at once. Close a page that counts along.',
      AGAIN_S,
    );
  }
}

/** Streams outlive their request: each look asks anew who is there, and a session has four of them at most (TRUST §2). */
export class Streams {
  private readonly open = new Map<string, number>();

  constructor(
    private readonly sessions: Sessions,
    private readonly actors: Actors,
  ) {}

  /**
   * @param look with the rights of that moment. One that is refused ends the stream, and so does the end of the session.
   * @throws TooManyStreams
   */
  follow(
    visitor: Visitor,
    look: (me: SignedIn) => Promise<Tick>,
    options?: StreamOptions,
  ): Observable<MessageEvent> {
    const { sessionId } = visitor;
    if (sessionId === null) throw new NotSignedIn();
    if (this.openOf(sessionId) >= MOST_OPEN) throw new TooManyStreams();
    return defer(() => {
      this.open.set(sessionId, this.openOf(sessionId) + 1);
      return eventStream(async () => look(await this.whoIsThere(visitor, sessionId)), options);
    }).pipe(finalize(() => this.leave(sessionId)));
  }

  private openOf(sessionId: string): number {
    return this.open.get(sessionId) ?? 0;
  }

  private leave(sessionId: string): void {
    const left = this.openOf(sessionId) - 1;
    if (left <= 0) this.open.delete(sessionId);
    else this.open.set(sessionId, left);
  }

  /** @throws NotSignedIn */
  private async whoIsThere(
    { actor: then, account, requestId }: Visitor,
    sessionId: string,
  ): Promise<SignedIn> {
    if (!then || then.area === null || !(await this.sessions.goesOn(sessionId))) throw new NotSignedIn();
    const { area, door, signedInAt } = then;
    const came = { person: then.id as PersonId, area, door, requestId, signedInAt };
    const actor = await this.actors.of(came);
    if (actor === null) throw new NotSignedIn();
    return { actor, area, account, requestId };
  }
}
