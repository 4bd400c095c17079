import { FixedClock } from './clock.js';

describe('a fixed clock', () => {
  const nine = new Date('2026-11-25T09:00:00Z');

  it('stands still until it is told to move', () => {
    const clock = new FixedClock(nine);
    expect(clock.now()).toEqual(nine);
    expect(clock.now()).toEqual(nine);
    clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4 });
    expect(clock.now()).toEqual(new Date('2026-11-26T11:03:04Z'));
    clock.set(nine);
    expect(clock.now()).toEqual(nine);
  });

  it('cannot be moved through the instant it gave out', () => {
    const clock = new FixedClock(nine);
    clock.now().setFullYear(2000);
    expect(clock.now()).toEqual(new Date('2026-11-25T09:00:00Z'));
  });
});
