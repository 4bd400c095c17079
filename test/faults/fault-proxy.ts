import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Chance } from './chance.js';

/**
 * What stands between a process and what it needs: nothing; each piece late; every piece held back until it is over;
 * swallowed, as by a peer that lost its power; torn down with a reset after some pieces; nobody there.
 */
export const FAULTS = ['none', 'latency', 'stall', 'swallow', 'reset', 'cut'] as const;
export type Fault = (typeof FAULTS)[number];

const LATE_MS = { from: 20, to: 120 };
/** A connection that is to be reset lets so many pieces through first, so that it falls into the middle of something. */
const PIECES = { from: 0, to: 6 };

/** A TCP door before a service, which fails as a network and a machine fail; by one seed always alike. */
export class FaultProxy {
  private fault: Fault = 'none';
  private readonly open = new Set<Pair>();
  private readonly chance: Chance;
  private server: Server | null = null;

  private constructor(
    /** Asked for each connection: what is started again may listen elsewhere. */
    private readonly target: () => number,
    seed: number,
    public port = 0,
  ) {
    this.chance = new Chance(seed);
  }

  static async before(target: () => number, seed: number): Promise<FaultProxy> {
    const made = new FaultProxy(target, seed);
    await made.listen();
    return made;
  }

  async set(fault: Fault): Promise<void> {
    const before = this.fault;
    this.fault = fault;
    if (fault === 'cut') await this.hangUp();
    else if (before === 'cut') await this.listen();
    if (before === 'swallow') for (const pair of this.open) if (pair.deaf) pair.destroy();
    for (const pair of this.open) pair.under(fault, this.chance.whole(PIECES.from, PIECES.to));
  }

  async close(): Promise<void> {
    await this.hangUp();
  }

  private listen(): Promise<void> {
    const server = createServer((near) => this.join(near));
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', () => {
        this.port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  private async hangUp(): Promise<void> {
    const server = this.server;
    this.server = null;
    for (const pair of this.open) pair.destroy();
    if (server) await new Promise((closed) => server.close(closed));
  }

  private join(near: Socket): void {
    const far = connect(this.target(), '127.0.0.1');
    const late = (): number => this.chance.whole(LATE_MS.from, LATE_MS.to);
    const pair = new Pair(near, far, late, () => this.open.delete(pair));
    pair.under(this.fault, this.chance.whole(PIECES.from, PIECES.to));
    this.open.add(pair);
  }
}

/** One connection and the one behind it. */
class Pair {
  /** Has lost something: nothing that comes later would make sense to the other side. */
  deaf = false;
  private fault: Fault = 'none';
  private piecesLeft = 0;
  private held: (() => void)[] = [];

  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    private readonly late: () => number,
    private readonly gone: () => void,
  ) {
    this.carry(near, far);
    this.carry(far, near);
  }

  under(fault: Fault, piecesLeft: number): void {
    this.fault = fault;
    this.piecesLeft = piecesLeft;
    if (fault === 'stall') return;
    for (const pass of this.held) pass();
    this.held = [];
  }

  destroy(): void {
    this.near.destroy();
    this.far.destroy();
    this.gone();
  }

  private carry(from: Socket, to: Socket): void {
    let order = Promise.resolve(); // a late piece never overtakes an earlier one
    from.setNoDelay(true);
    from.on('data', (piece) => {
      const write = (): void => {
        if (to.writable) to.write(piece);
      };
      const how = this.fault;
      if (how === 'swallow') this.deaf = true;
      else if (how === 'stall') this.held.push(write);
      else if (how === 'reset' && this.piecesLeft-- <= 0) this.reset();
      else if (how === 'latency') {
        const pause = this.late();
        order = order.then(() => new Promise((later) => setTimeout(later, pause))).then(write);
      } else order = order.then(write);
    });
    from.on('error', () => this.destroy());
    from.on('close', () => void order.then(() => this.destroy()));
  }

  private reset(): void {
    this.near.resetAndDestroy();
    this.far.resetAndDestroy();
    this.gone();
  }
}
