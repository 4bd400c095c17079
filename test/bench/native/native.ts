import { execFileSync, spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A compiled peer that does one pass for every line it is given. */
export class NativePeer {
  private readonly lines: AsyncIterator<string>;

  private constructor(private readonly process: ChildProcessWithoutNullStreams) {
    this.lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  }

  /** @returns null where there is no compiler, or it cannot compile this one: the bench goes on without it. */
  static compile(name: string, folder: string, args: readonly string[]): NativePeer | null {
    if (spawnSync('g++', ['--version']).status !== 0) return null;
    const [source, program] = [join(process.cwd(), 'test/bench/native', `${name}.cpp`), join(folder, name)];
    const options = ['-O3', '-march=native', '-ffp-contract=off', '-std=c++17', '-o', program, source];
    try {
      execFileSync('g++', options, { stdio: 'ignore' });
    } catch {
      return null;
    }
    return new NativePeer(spawn(program, [...args]));
  }

  /** One pass: the numbers of the line it answers with. */
  async pass(): Promise<readonly number[]> {
    this.process.stdin.write('\n');
    const { value, done } = await this.lines.next();
    if (done === true) throw new Error('The compiled peer ended early.');
    return value.split(' ').map(Number);
  }

  async end(): Promise<void> {
    this.process.stdin.end();
    if (this.process.exitCode === null) await once(this.process, 'close');
  }
}
