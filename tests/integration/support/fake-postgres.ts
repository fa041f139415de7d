import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

/** One message of PostgreSQL's protocol: type, length, body. */
function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
const word = (value: number) => Buffer.from([value >> 8, value & 255]);
const number = (value: number) => Buffer.concat([word(0), word(value)]);
const ready = message('Z', Buffer.from('I'));
const fields = (names: readonly string[], types: readonly number[]) =>
  message(
    'T',
    Buffer.concat([
      word(names.length),
      ...names.map((name, index) =>
        Buffer.concat([
          Buffer.from(`${name}\0`),
          number(0),
          word(0),
          number(types[index] ?? 25),
          word(1),
          number(0),
          word(0),
        ]),
      ),
    ]),
  );
const row = (values: readonly (string | null)[]) =>
  message(
    'D',
    Buffer.concat([
      word(values.length),
      ...values.map((value) =>
        value === null
          ? Buffer.from([255, 255, 255, 255])
          : Buffer.concat([number(value.length), Buffer.from(value)]),
      ),
    ]),
  );

/** How the server refuses a login: SQLSTATE, and what it says. */
export interface Refusal {
  code: string;
  message: string;
  routine?: string;
}

const refusal = ({ code, message: said, routine = '' }: Refusal) =>
  message('E', Buffer.from(`SFATAL\0C${code}\0M${said}\0R${routine}\0\0`));

/**
 * A server that speaks as much of PostgreSQL's protocol as a preflight takes, lets everybody in, has no SSL, and
 * answers every question about a privilege alike: older servers than the stand-in’s can not be had.
 * @param options.has its answer
 * @param options.refuse lets nobody in
 * @param options.silent never answers
 */
export async function fakeServer(options: {
  version?: string;
  has?: boolean;
  refuse?: Refusal;
  silent?: boolean;
}): Promise<{ port: number; server: Server }> {
  const { version = '18.4', has = true, refuse, silent = false } = options;
  const server = createServer((socket) => {
    let started = false;
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      if (silent) return;
      if (!started) {
        const isSslRequest = data.length === 8;
        started = !isSslRequest;
        socket.write(
          isSslRequest
            ? 'N'
            : refuse
              ? refusal(refuse)
              : Buffer.concat([message('R', Buffer.alloc(4)), ready]),
        );
        return;
      }
      if (data.toString('latin1', 0, 1) === 'X') return socket.end();
      const sql = data.toString();
      const done = [message('C', Buffer.from('SELECT 1\0')), ready];
      if (sql.includes('SHOW server_version')) {
        socket.write(Buffer.concat([fields(['server_version'], [25]), row([version]), ...done]));
      } else if (sql.includes('AS has')) {
        const answer = [
          fields(['has', 'owner', 'owner_is_super'], [16, 25, 16]),
          row([has ? 't' : 'f', null, null]),
        ];
        const bound =
          data.toString('latin1', 0, 1) === 'P'
            ? [message('1', Buffer.alloc(0)), message('2', Buffer.alloc(0))]
            : [];
        socket.write(Buffer.concat([...bound, ...answer, ...done]));
      } else socket.write(Buffer.concat(done));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}
