import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';

/** An application that listens on the loopback address. */
export interface Listening {
  port: number;
  /** Ends it, open connections included. */
  close(): Promise<void>;
}

/**
 * Makes an application listen on the loopback address.
 * @param wanted the port to take where it is free; any other when not given
 */
export async function listen(app: Parameters<typeof createAdaptorServer>[0], wanted = 0): Promise<Listening> {
  const http = createAdaptorServer(app);
  if (!(await take(http, wanted))) await take(http, 0);
  return {
    port: (http.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        if ('closeAllConnections' in http) http.closeAllConnections();
      }),
  };
}

/** @returns false when somebody else has the port */
async function take(http: ServerType, port: number): Promise<boolean> {
  http.listen(port, '127.0.0.1');
  try {
    await once(http, 'listening');
    return true;
  } catch (error) {
    if (port !== 0 && error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}
