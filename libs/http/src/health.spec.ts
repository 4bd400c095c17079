import { HealthController } from './health.controller.js';

describe('the figures of a process (I01)', () => {
  const lookup = { call: () => Promise.resolve([{ outbox_age_seconds: 0 }]) };
  const health = new HealthController(lookup as never, null as never);
  const from = (remoteAddress: string, headers: object = {}): Promise<string> =>
    health.metrics({ socket: { remoteAddress }, headers } as never);

  it.each(['127.0.0.1', '::1', '::ffff:10.1.2.3', '192.168.4.5', '172.20.0.3'])(
    'are told to an internal address: %s',
    async (address) => {
      expect(await from(address)).toContain('process_cpu');
    },
  );

  it.each(['8.8.8.8', '172.32.0.1', '11.0.0.1', ''])('are nothing to any other: %s', async (address) => {
    await expect(from(address)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are nothing to whoever comes through a proxy, whose own address is internal', async () => {
    for (const name of ['x-forwarded-for', 'forwarded'])
      await expect(from('10.0.0.1', { [name]: 'for=8.8.8.8' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
