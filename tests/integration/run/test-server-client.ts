import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { WebSocket } from 'ws';
import { PROJECT } from '../support/run-cli';
import type { Throwaway } from '../support/throwaway';

interface Location {
  file: string;
  line: number;
  column: number;
}
interface Entry {
  testId?: string;
  title: string;
  location: Location;
  entries?: Entry[];
}
interface Event {
  method: string;
  params?: {
    project?: { suites: Entry[] };
    test?: { testId: string };
    result?: { status: string; errors: { message?: string }[] };
    error?: { message?: string };
  };
}

/** Playwright's server for editors, spoken to as an editor does: JSON over a web socket. */
export class TestServer {
  /** What went wrong outside tests, e.g. while they were loaded. */
  readonly errors: string[] = [];
  private readonly waiting = new Map<number, (message: { result?: unknown; error?: string }) => void>();
  private titles = new Map<string, string>();
  private ended: Record<string, string> = {};
  private calls = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly socket: WebSocket,
  ) {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as {
        id?: number;
        method?: string;
        params?: Event;
        result?: unknown;
        error?: string;
      };
      if (message.id !== undefined) this.waiting.get(message.id)?.(message);
      else if (message.method === 'report' && message.params) this.hear(message.params);
    });
  }

  static async start({ env }: Throwaway): Promise<TestServer> {
    const cli = path.join(PROJECT, 'node_modules', '@playwright', 'test', 'cli.js');
    const child = spawn(process.execPath, [cli, 'test-server', '--host', '127.0.0.1'], {
      cwd: PROJECT,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const found = /ws:\/\/\S+/.exec(output)?.[0];
        if (found) resolve(found);
      });
      child.once('exit', () => {
        reject(new Error(`the test server did not start:\n${output}`));
      });
    });
    const socket = new WebSocket(url);
    await once(socket, 'open');
    const server = new TestServer(child, socket);
    await server.call('initialize', { closeOnDisconnect: true, watchTestDirs: true });
    return server;
  }

  async runGlobalSetup(): Promise<string> {
    return ((await this.call('runGlobalSetup', {})) as { status: string }).status;
  }

  /** The tests of a file, or at a place in it. */
  async listTests(place: string): Promise<Entry[]> {
    const { report } = (await this.call('listTests', { locations: [place] })) as { report: Event[] };
    for (const event of report) this.hear(event);
    const tests = report.flatMap(({ params }) => testsOf(params?.project?.suites ?? []));
    this.titles = new Map(tests.map(({ testId = '', title }) => [testId, title]));
    return tests;
  }

  /** Runs the tests at a place. @returns role → how its cell ended: its verdict where it failed */
  async runTests(place: string): Promise<Record<string, string>> {
    this.ended = {};
    await this.call('runTests', { locations: [place] });
    return this.ended;
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    await this.call('runGlobalTeardown', {});
    this.socket.close();
    this.child.kill('SIGINT');
    await exit;
  }

  private hear({ method, params }: Event): void {
    if (method === 'onError') this.errors.push(params?.error?.message ?? '');
    if (method === 'onProject')
      for (const { testId = '', title } of testsOf(params?.project?.suites ?? []))
        this.titles.set(testId, title);
    if (method !== 'onTestEnd') return;
    const { status = '', errors = [] } = params?.result ?? {};
    const [role = ''] = (this.titles.get(params?.test?.testId ?? '') ?? '').split(' ');
    const verdict = /^CellFailed: ([^:]+):/.exec(errors[0]?.message ?? '')?.[1];
    this.ended[role] = verdict ?? status;
  }

  private async call(method: string, params: object): Promise<unknown> {
    this.calls += 1;
    const id = this.calls;
    const answer = new Promise<{ result?: unknown; error?: string }>((resolve) =>
      this.waiting.set(id, resolve),
    );
    this.socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${error}`);
    return result;
  }
}

const testsOf = (entries: readonly Entry[]): Entry[] =>
  entries.flatMap((entry) => (entry.entries ? testsOf(entry.entries) : [entry]));
