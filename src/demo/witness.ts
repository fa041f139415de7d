import { ApiWitness } from '../target/api-witness';
import { Client } from '../target/client';
import type { RunState } from '../target/state';
import { groupLines, SqlWitness, type Scope, type Snapshot, type Witness } from '../target/witness';

/**
 * The witness for a demo whose database can not be reached: the visitor reads back the contents of their
 * database; the administrator, if any, reads back the users and databases.
 */
class DemoApiWitness implements Witness {
  private readonly ofVisitor: ApiWitness;
  readonly blindTo: readonly string[];

  constructor(private readonly run: RunState) {
    this.ofVisitor = new ApiWitness(run);
    this.blindTo = this.ofVisitor.blindTo;
  }

  async look(scope: Scope): Promise<Snapshot> {
    const seen = new Map(await this.ofVisitor.look(scope));
    const session = this.run.accounts.admin?.session;
    if (!session) return seen;
    const admin = new Client(this.run.baseUrl, session);
    const users = await admin.rpc('users.list', {});
    const databases = await admin.rpc('databases.configured.list', {});
    const lines = [
      ...users.map((user) => ({ part: 'users', name: user.username, line: JSON.stringify(user) })),
      ...databases.map((each) => ({
        part: 'connected databases',
        name: each.name,
        line: JSON.stringify(each),
      })),
    ].filter(({ name }) => name.startsWith(scope.prefix));
    // The visitor's answers to the same calls are less complete.
    for (const part of ['users', 'connected databases']) seen.delete(part);
    return new Map([...seen, ...groupLines(lines)]);
  }

  async close(): Promise<void> {
    await this.ofVisitor.close();
  }
}

/** SQL when the demo's database can be reached, else a read-back through the API. */
export const openDemoWitness = (run: RunState): Witness =>
  run.witness === undefined ? new DemoApiWitness(run) : new SqlWitness(run.witness, run.databases);
