import type { PageIndex, PowerScores } from '../../data';
import { Table } from './table';

/** For each rule, how many planted faults its cells turned red for. */
export function PowerView({ index }: { index: PageIndex }) {
  const { rules, power, powerProblem } = index;
  const named = [...new Map(rules.map((rule) => [rule.rule, rule])).values()];
  const measured = named.filter(({ rule }) => power?.[rule]);
  const killed = measured.reduce((sum, { rule }) => sum + (power?.[rule]?.killed ?? 0), 0);
  const faults = measured.reduce((sum, { rule }) => sum + (power?.[rule]?.faults ?? 0), 0);
  return (
    <section class="view">
      <h2>Power score</h2>
      <p>
        How many faults that were planted on purpose each rule’s cells turned red for. A rule that no fault
        can turn red proves nothing by its green.
      </p>
      {powerProblem !== undefined && <p role="alert">{powerProblem}</p>}
      {measured.length === 0 ? (
        <p class="nothing">
          Not measured. <code>npm run mutate</code> measures it and writes <code>power.json</code> beside the
          record.
        </p>
      ) : (
        <>
          <p>
            {`${String(killed)} of ${String(faults)} faults were seen, by ${String(measured.length)} of ${String(named.length)} rules.`}
          </p>
          <Table
            name="Power score by rule"
            head={['Rule', 'What', 'Seen', 'Faults', 'Score', 'Survived']}
            rows={named
              .toSorted((one, other) => shareOf(power?.[one.rule]) - shareOf(power?.[other.rule]))
              .map(({ rule, title }) => ({ key: rule, cells: [rule, title, ...scoreCells(power?.[rule])] }))}
          />
        </>
      )}
    </section>
  );
}

function scoreCells(score: PowerScores[string] | undefined) {
  if (!score) return ['', '', 'not measured', ''];
  const { killed, faults, survived } = score;
  const percent = Math.round(shareOf(score) * 100);
  return [
    String(killed),
    String(faults),
    <span class="score">
      <meter min={0} max={faults} value={killed} aria-label={`${String(percent)} %`} /> {percent} %
    </span>,
    survived.join(', ') || '–',
  ];
}

/** Rules that were not measured come last. */
const shareOf = (score: PowerScores[string] | undefined): number =>
  score ? (score.faults === 0 ? 0 : score.killed / score.faults) : 2;
