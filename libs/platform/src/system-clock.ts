import type { Clock } from '@app/kernel';

export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }
}
