/** Milliseconds of the processor: those of the clock say more about what else goes on in the machine. */
export function cpuTimed<Made>(work: () => Made): readonly [Made, number] {
  const before = process.cpuUsage();
  const made = work();
  const { user, system } = process.cpuUsage(before);
  return [made, (user + system) / 1_000];
}
