import type { Server } from 'node:http';
import type { NextFunction, Request, Response } from 'express';

/** Within what a process has to stop; what is not answered by then is cut. */
const PATIENCE_MS = 8_000;
/** Still open to all, and not ready: so long a proxy has to send people elsewhere. */
const LEAD_MS = 1_000;

/**
 * How a door closes. First it says that it is not ready, and each answer that its connection ends with it; then nobody
 * comes in any more, who listens to events is let go, and whoever is inside is served to the end.
 */
export class Drain {
  private isStopping = false;
  private readonly inHand = new Set<Response>();

  /** Before everything else that a request passes. */
  readonly middleware = (request: Request, response: Response, next: NextFunction): void => {
    if (this.isStopping) response.setHeader('Connection', 'close');
    if (this.isStopping && request.path === '/health/ready') {
      response.status(503).json({ status: 'stopping' });
      return;
    }
    this.inHand.add(response);
    response.once('close', () => this.inHand.delete(response));
    next();
  };

  /** @param leadMs none where nobody stands in front: a supervisor's own child. Resolves when nobody is inside. */
  async stop(server: Server, leadMs = process.send === undefined ? LEAD_MS : 0): Promise<void> {
    this.isStopping = true;
    for (const response of this.inHand) if (!response.headersSent) response.setHeader('Connection', 'close');
    await new Promise((later) => setTimeout(later, leadMs));
    // Not sooner: who was let go comes back at once, here as long as here is open.
    for (const response of this.inHand) if (isStream(response)) response.end();
    const late = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    await new Promise<void>((closed) => server.close(() => closed())); // what is idle is closed by it
    clearTimeout(late);
  }
}

function isStream(response: Response): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
}
