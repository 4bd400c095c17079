import type { AddressInfo } from 'node:net';
import { mailerOf, Log, type Mailer } from '@app/platform';
import { SMTPServer } from 'smtp-server';

export interface Arrived {
  readonly to: string;
  /** Headers and text, as they came, with soft line breaks taken out. */
  readonly text: string;
}

/** A real mail server of the test's own, and the mailer that reaches it. */
export class AMailServer {
  readonly arrived: Arrived[] = [];
  /** Addresses that nobody has here. */
  readonly unknown = new Set<string>();
  /** Refuses everybody for now. */
  busy = false;

  private constructor(
    private readonly server: SMTPServer,
    readonly mailer: Mailer,
  ) {}

  static async open(): Promise<AMailServer> {
    const server = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false },
      onRcptTo: ({ address }, _session, done) => {
        if (made.busy) done(answered(451));
        else done(made.unknown.has(address) ? answered(550) : null);
      },
      onData: (stream, { envelope }, done) => {
        let text = '';
        stream.on('data', (part: Buffer) => (text += part.toString()));
        stream.on('end', () => {
          const to = envelope.rcptTo.map(({ address }) => address).join(',');
          made.arrived.push({ to, text: text.replaceAll('=\r\n', '').replaceAll('=3D', '=') });
          done();
        });
      },
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
    const carrier = { kind: 'smtp', url, from: 'trellis@example.org', needsTls: false } as const;
    const made = new AMailServer(server, mailerOf(carrier, new Log('spec', 'silent')));
    return made;
  }

  async close(): Promise<void> {
    await this.mailer.close();
    await new Promise<void>((closed) => this.server.close(closed));
  }
}

function answered(responseCode: number): Error {
  return Object.assign(new Error('no'), { responseCode });
}
