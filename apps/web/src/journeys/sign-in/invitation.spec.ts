import { createHash } from 'node:crypto';
import { WebHouse } from '../needs/a-web-house.fixture.js';

describe('an invitation', () => {
  let web: WebHouse;
  beforeAll(async () => {
    web = await WebHouse.open();
  });
  afterAll(() => web.close());

  const open = async (path: string): Promise<{ status: number; html: string }> => {
    const { base } = await web.visitor('asker');
    const answer = await fetch(base + path);
    return { status: answer.status, html: await answer.text() };
  };

  it('that nobody knows says so at once, and what to do instead', async () => {
    const page = await open('/invitation/none');
    expect(page.status).toBe(404);
    expect(page.html).toContain('This invitation is not open');
    expect(page.html).toContain('href="/sign-in"');
    expect(page.html).not.toContain('name="password"');
  });

  it('that is open asks for a password', async () => {
    const hash = createHash('sha256').update('a-secret').digest('hex');
    await web.house.asSuperuser(
      `select lookup.put_invitation('\\x${hash}'::bytea, area_id, id, 'new@example.org', now() + interval '1 day')
       from identity.person limit 1`,
    );
    const page = await open('/invitation/a-secret');
    expect(page.status).toBe(200);
    expect(page.html).toContain('name="password"');
  });
});
