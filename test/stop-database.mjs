import { rmSync } from 'node:fs';

export default async function stopDatabase() {
  const server = globalThis.trellisTestServer;
  if (!server) return;
  const { data } = JSON.parse(process.env.TRELLIS_TEST_CLUSTER);
  delete process.env.TRELLIS_TEST_CLUSTER;
  delete globalThis.trellisTestServer;
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
