/** Names in slots that stay what they are: a name that goes leaves its slot to one that comes. */
export class Slots<Id extends string> {
  private readonly slots = new Map<Id, number>();
  private readonly free: number[] = [];
  private used = 0;
  /** By place in the problem: the slot. And the other way, -1 for a slot that is free. */
  slotAt = new Int32Array(0);
  readonly placeOf: Int32Array;

  constructor(readonly room: number) {
    this.placeOf = new Int32Array(room).fill(-1);
  }

  get isFull(): boolean {
    return this.free.length === 0 && this.used === this.room;
  }

  of(id: Id): number {
    return this.slots.get(id) ?? -1;
  }

  take(id: Id): number {
    const slot = this.free.pop() ?? this.used;
    if (slot === this.used) this.used += 1;
    this.slots.set(id, slot);
    return slot;
  }

  leave(id: Id): void {
    const slot = this.of(id);
    if (slot < 0) return;
    this.slots.delete(id);
    this.placeOf[slot] = -1;
    this.free.push(slot);
  }

  /** Names as they stand in the problem now. */
  order(ids: readonly Id[]): void {
    this.slotAt = Int32Array.from(ids, (id) => this.of(id));
    this.slotAt.forEach((slot, place) => {
      this.placeOf[slot] = place;
    });
  }
}
