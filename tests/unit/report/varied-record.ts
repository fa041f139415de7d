import {
  RESULTS,
  type CellVerdict,
  type RecordedCell,
  type RecordedTest,
  type RunRecord,
} from '../../../src/record/schema';
import { evidenceOf, knownGap, recordedCell, recordOf } from './records';

const ROLES = ['admin', 'manager', 'editor', 'viewer', 'admin-elsewhere', 'outsider', 'anonymous'];

/** Cells of each verdict, of two targets, with all that a page shows of them; a test that is no cell. */
export function variedRecord(): RunRecord {
  const verdicts = RESULTS.map((verdict, n) => cellWith(verdict, n));
  const demo = ['admin', 'visitor'].map((role, n) =>
    recordedCell({
      ...{ target: 'demo', id: `demo qa-plan/demo.md DEM-01 ${role} api`, area: 'demo', role },
      ...{ rule: 'DEM-01', ruleTitle: 'See the list of users', action: 'users.list', expected: 'allow' },
      place: { file: 'qa-plan/demo.md', line: 9, column: 40 + n },
      evidence: evidenceOf({ why: 'read', seen: 'OK', witnesses: ['api', 'read-back'] }),
    }),
  );
  const local = recordedCell({
    ...{ id: 'local qa-plan/users.md USR-01 admin api', area: 'users', role: 'admin' },
    ...{ rule: 'USR-01', ruleTitle: 'List all users', action: 'users.list', given: 'just demoted' },
    ...{ place: { file: 'qa-plan/users.md', line: 9, column: 40 }, severity: 'critical' },
    evidence: evidenceOf({
      revocations: [
        { way: 'GRANT on a table', surface: 'open page', ms: 120, isOpen: false },
        { way: 'GRANT on a table', surface: 'API', ms: 5000, isOpen: true },
      ],
    }),
  });
  const page = recordedCell({
    ...{ ...local, id: `${local.id} page`, surface: 'ui', control: 'row menu: Delete', verdict: 'pass' },
    evidence: evidenceOf({ witnesses: ['page'] }),
  });
  const same = recordedCell({ ...local, id: 'local users same', rule: 'USR-02', role: 'admin' });
  delete same.given;
  const journey: RecordedTest = {
    ...{ kind: 'test', id: 'journeys a.spec.ts shared', target: 'journeys', title: 'a schema is shared' },
    ...{ place: { file: 'tests/journeys/a.spec.ts', line: 3, column: 1 }, area: 'other', status: 'failed' },
    ...{ failure: 'Error: expected OK', started: '2026-11-27T10:00:00.000Z', ms: 5 },
  };
  return recordOf([...verdicts, ...demo, local, page, same, journey], {
    targets: [
      { name: 'local', url: 'http://127.0.0.1:8000', standIn: true, release: '0.11.0', witness: 'sql' },
      { name: 'demo', url: 'http://127.0.0.1:8001', standIn: false, release: '0.11.0', witness: 'read-back' },
    ],
    commit: '0123456789abcdef0123456789abcdef01234567-dirty',
    planned: verdicts.length + 8,
  });
}

/** A cell of the rules V-01, V-02, … that ended with a verdict. */
function cellWith(verdict: CellVerdict, n: number): RecordedCell {
  const [role, rule] = [ROLES[n % ROLES.length] ?? '', `V-0${String(Math.floor(n / ROLES.length) + 1)}`];
  const about = {
    ...{ id: `local qa-plan/verdicts.md ${rule} ${role} api`, rule, role, area: 'verdicts', verdict },
    ...{ ruleTitle: 'End with a verdict', place: { file: 'qa-plan/verdicts.md', line: 12 + n, column: 60 } },
    source: 'mathesar#2454',
  };
  if (verdict === 'known gap') return knownGap('breach', about);
  if (verdict === 'not run') return recordedCell({ ...about, status: 'skipped', reason: 'needs SQL' });
  if (verdict === 'interrupted') return recordedCell({ ...about, status: 'interrupted' });
  const judged = verdict === 'closed gap' ? 'pass' : verdict;
  const evidence = evidenceOf({ judged, seen: `seen for ${verdict}` });
  if (verdict === 'pass') return recordedCell({ ...about, evidence });
  return recordedCell({ ...about, status: 'failed', failure: `Error: ${verdict}`, evidence });
}

/** A record with as many cells as are asked for, in 20 areas, about 1.5 kB each. */
export function largeRecord(count: number): RunRecord {
  const results = Array.from({ length: count }, (_, n) => {
    const rule = Math.floor(n / ROLES.length);
    const [role, name] = [ROLES[n % ROLES.length] ?? '', `R-${String(rule).padStart(4, '0')}`];
    const file = `qa-plan/area-${String(Math.floor((rule * ROLES.length * 20) / count)).padStart(2, '0')}.md`;
    return recordedCell({
      ...{ id: `local ${file} ${name} ${role} api`, rule: name, role, area: file.slice(8, -3) },
      ...{ ruleTitle: `Do thing number ${String(rule)}`, place: { file, line: rule + 10, column: 10 + n } },
      evidence: evidenceOf({
        seen: `denied: privilege (-30101 permission denied for table books_${String(n)})`,
        parts: [
          ['Request', JSON.stringify({ rpc: 'records.add', params: { table: n, text: 'x'.repeat(300) } })],
          ['Answer', JSON.stringify({ id: n, error: { code: -30101, message: 'y'.repeat(300) } })],
          ['Witness difference', 'nothing changed'],
        ],
      }),
    });
  });
  return recordOf(results);
}
