import type { Client, HttpAnswer, HttpRequest, RpcAnswer } from '../../../src/target/client';
import { changesBetween, type Snapshot } from '../../../src/target/snapshot';
import { type Step, withoutIdentifiers } from './recorded';

/** A step that is not as recorded. */
export interface StepDifference {
  step: Step;
  seen: string;
}

/**
 * Plays one scenario: every call of the driver must be the next recorded step, and is compared with it.
 */
export class Scene {
  readonly differences: StepDifference[] = [];
  compared = 0;
  private next = 0;

  /**
   * @param steps the recorded ones
   * @param look at the truth, about all that the scenario may change
   */
  constructor(
    private readonly steps: readonly Step[],
    private readonly look: () => Promise<Snapshot>,
  ) {}

  /** Sends a JSON-RPC call as an actor. */
  async rpc(actor: string, client: Client, method: string, params: unknown): Promise<RpcAnswer> {
    const step = this.take(actor, method);
    const before = await this.look();
    const answer = await client.call(method, params);
    const changed = changesBetween(before, await this.look()).length > 0;
    this.compare(step, (answer.ok ? 'ok' : String(answer.code)) + (changed ? '+' : ''));
    return answer;
  }

  /** Sends a plain HTTP request as an actor. */
  async http(actor: string, client: Client, request: HttpRequest): Promise<HttpAnswer> {
    const step = this.take(actor, withoutIdentifiers(`${request.method} ${request.path}`));
    const answer = await client.http(request);
    this.compare(step, describe(answer, step.recorded));
    return answer;
  }

  /** Opens a page as an actor. */
  page(actor: string, client: Client, path: string): Promise<HttpAnswer> {
    return this.http(actor, client, { method: 'GET', path });
  }

  /** Something done to PostgreSQL behind Mathesar's back. */
  async sql(what: string, work: () => Promise<unknown>): Promise<void> {
    const step = this.take('sql', `sql: ${what}`);
    await work();
    this.compare(step, 'done');
  }

  /** A fact that the recording noted. */
  note(what: string, seen: string): void {
    this.compare(this.take('', `note: ${what}`), seen);
  }

  /** @throws Error when recorded steps are left */
  end(): void {
    const step = this.peek();
    if (step) throw new Error(`${place(step)} was not played: ${step.actor} ${step.call}`);
  }

  /** The next step to play, past those that are left out. */
  private peek(): Step | undefined {
    while (this.steps[this.next]?.leftOut) this.next += 1;
    return this.steps[this.next];
  }

  private take(actor: string, call: string): Step {
    const step = this.peek();
    if (step?.actor !== actor || step.call !== call) {
      const expected = step ? `${place(step)} is ${step.actor} ${step.call}` : 'no step is left';
      throw new Error(`the driver is out of step: ${expected}, played was ${actor} ${call}`);
    }
    this.next += 1;
    return step;
  }

  private compare(step: Step, seen: string): void {
    this.compared += 1;
    if (seen !== step.recorded) this.differences.push({ step, seen });
  }
}

export const place = ({ scenario, step }: Step) => `${scenario} step ${String(step)}`;

const COMMON_DATA = /<script id="common-data" type="application\/json">(.*?)<\/script>/s;

/** An HTTP answer in the words of the recording; of what a page knows, what was recorded. */
function describe({ status, location, text }: HttpAnswer, recorded: string): string {
  const words = [String(status)];
  if (location !== undefined) words.push(withoutIdentifiers(location));
  const wanted = recorded
    .split(' ')
    .flatMap((word) => (word.includes('=') && !word.startsWith('/') ? [word] : []));
  if (wanted.length === 0) return words.join(' ');
  const known = pageFacts(text);
  return [...words, ...wanted.map((word) => factOf(known, word.split('=')[0] ?? ''))].join(' ');
}

const factOf = (known: Record<string, string>, key: string) => `${key}=${known[key] ?? '?'}`;

/** What a page was told on loading, in the words of the recording. */
export function pageFacts(text: string): Record<string, string> {
  const data = COMMON_DATA.exec(text)?.[1];
  if (data === undefined) return {};
  const { databases, current_database, schemas, per_user_databases_enabled } = JSON.parse(data) as {
    databases?: unknown[];
    current_database?: number | null;
    schemas?: { state: string };
    per_user_databases_enabled?: boolean;
  };
  return {
    databases: String(databases?.length),
    current: typeof current_database === 'number' ? 'yes' : 'no',
    schemas: String(schemas?.state),
    perUserDatabases: String(per_user_databases_enabled),
  };
}
