import { onInstall } from '../../src/cli/on-install';
import { LOCAL } from '../../src/engine/local-profile';
import { WorldPool } from '../../src/engine/world-pool';
import { requirePlan } from '../../src/suite/compile';
import { withRun } from '../../src/target/run';
import { openWitness } from '../../src/target/api-witness';
import { Databases } from '../../src/explain/database';
import { Scratch } from '../../src/explain/scratch';
import { smallest } from '../../src/explain/search';
import { writeStatement } from '../../src/explain/statement';
import { messageOf } from '../../src/target/message';
const only = new RegExp(process.argv[2] ?? '.');
process.exitCode = await onInstall(async (target) => {
  const plan = requirePlan().plans.local;
  await withRun(target, async (state) => {
    const witness = openWitness(state);
    const worlds = new WorldPool({ state, witness, worker: 700, roles: LOCAL.roles });
    const databases = new Databases(target.witness ?? '');
    const means = { profile: LOCAL, state, worlds, databases };
    let n = 0, ok = 0; const times: number[] = [];
    for (const rule of plan.files.flatMap((f) => f.rules)) {
      if (!rule.surfaces.includes('api')) continue;
      for (const cell of rule.cells) {
        const e = cell.expectation;
        if (e.kind !== 'deny' || (e.reason !== 'privilege' && e.reason !== 'collaborator')) continue;
        if (!only.test(`${rule.id} ${cell.role} ${e.reason}`)) continue;
        n++;
        const t = performance.now();
        const scratch = new Scratch(means, rule, cell);
        try {
          const first = await scratch.untouched();
          const found = await smallest(scratch, first);
          const ms = performance.now() - t;
          times.push(ms);
          if (found.seen.turned) ok++;
          console.log(`${found.seen.turned ? 'ok  ' : 'NOT '} ${rule.id} ${cell.role} ${rule.action.text} ${cell.gaps.length ? 'GAP' : ''} ${Math.round(ms)} ms ${scratch.tries} tries: ${first.obstacle.slice(0,90).replaceAll('\n',' ')} => ${found.parts.map((p) => writeStatement(p, scratch.readable)).join(' + ')} ${found.seen.turned ? '' : '=> ' + found.seen.obstacle.replaceAll('\n',' ') + ' ' + (found.seen.failed ?? '')}`);
        } catch (error) { console.log(`ERR  ${rule.id} ${cell.role} ${messageOf(error)}`); }
        scratch.end();
      }
    }
    times.sort((a, b) => a - b);
    console.log(`${ok} of ${n} turned, median ${times[times.length >> 1]} max ${times.at(-1)}`);
    await databases.close(); await worlds.end(); await witness.close();
  });
  return 0;
});
