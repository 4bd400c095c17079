/** What the command needs of the process it runs in: the wired rooms, and where its words go. */
export interface RoomsInHand {
  get<Room>(room: abstract new (...parts: never[]) => Room): Room;
  close(): Promise<void>;
}

export interface Output {
  /** Results. */
  out(text: string): void;
  /** Progress and hints. */
  err(text: string): void;
}

export const CONSOLE: Output = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};
