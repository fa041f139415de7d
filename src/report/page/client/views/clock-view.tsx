import type { PageIndex } from '../../data';
import { Table } from './table';

/** How long rights outlived their end. */
export function ClockView({ index: { clock } }: { index: PageIndex }) {
  const [head = [], ...rows] = clock;
  return (
    <section class="view">
      <h2>Revocation clock</h2>
      <p>
        How long a right still worked, or was still shown, after it was taken: median / worst, in
        milliseconds. Each time is that of the first attempt, or look at a page, that no longer had the right,
        so the right ended no later; {'>'} says that it had not ended when the look did.
      </p>
      {rows.length === 0 ? (
        <p class="nothing">This run took no rights away: its rules have no situation in the column Given.</p>
      ) : (
        <Table
          name="Revocation clock"
          head={head}
          rows={rows.map(([way = '', ...times]) => ({
            key: way,
            cells: [way, ...times.map((time) => <Time>{time}</Time>)],
          }))}
        />
      )}
    </section>
  );
}

/** `12 / 60`, or `> 5000 / > 5000` where the right had not ended. */
const Time = ({ children }: { children: string }) =>
  children.includes('>') ? (
    <span class="verdict tone-severe">{children} not ended</span>
  ) : (
    <span class="number">{children}</span>
  );
