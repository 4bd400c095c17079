import { Sessions } from '@app/identity';
import { HttpAdapterHost } from '@nestjs/core';
import type { AddressInfo } from 'node:net';
import { NORTH, type TestHouse } from '../../../../../test/factories/an-area.js';
import { Visitor } from '../needs/a-visitor.fixture.js';
import type { WebHouse } from '../needs/a-web-house.fixture.js';

export interface Somebody {
  readonly visitor: Visitor;
  readonly base: string;
  readonly session: string;
}

/** A browser in which somebody with these posts has signed in. */
export async function somebody(web: WebHouse, told: Parameters<TestHouse['person']>[0]): Promise<Somebody> {
  const { account, id: person } = await web.house.person(told);
  const asked = { account, person, area: NORTH, by: 'persona', requestId: 'spec' } as const;
  const { id: session } = await web.get(Sessions).start(asked);
  const base = baseOf(web);
  return { visitor: new Visitor(base, session), base, session };
}

export function baseOf(web: WebHouse): string {
  const server = web.get(HttpAdapterHost).httpAdapter.getHttpServer() as { address(): AddressInfo };
  return `http://127.0.0.1:${String(server.address().port)}`;
}
