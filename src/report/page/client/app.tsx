import { useMemo } from 'preact/hooks';
import type { PageIndex } from '../data';
import { CellFinder } from '../filter';
import { rolesIn, rowsOf } from '../rows';
import { Details } from './details/details';
import { FilterBar } from './filter-bar';
import { Grid } from './grid/grid';
import { Header } from './header';
import { Legend } from './legend';
import { usePlace } from './use-place';
import { usePrinting } from './use-printing';
import { ClockView } from './views/clock-view';
import { PowerView } from './views/power-view';
import { TargetsView } from './views/targets-view';
import { TestsView } from './views/tests-view';

export function App({ index }: { index: PageIndex }) {
  const { place, go, close } = usePlace();
  const isPrinting = usePrinting();
  const finder = useMemo(() => new CellFinder(index), [index]);
  const { filter, view } = place;
  const found = useMemo(() => finder.find(filter), [finder, filter]);
  const rows = useMemo(() => rowsOf(index, found), [index, found]);
  const roles = useMemo(() => rolesIn(index, found), [index, found]);
  const opened = useMemo(
    () => (place.cell === undefined ? -1 : index.cells.findIndex(({ id }) => id === place.cell)),
    [index, place.cell],
  );
  const open = (n: number) => go({ cell: index.cells[n]?.id ?? '' });
  const rules = rows.filter(({ kind }) => kind === 'rule').length;

  return (
    <>
      <Header index={index} place={place} go={go} />
      <main class={`view-${view}`}>
        {view === 'matrix' && (
          <>
            <FilterBar index={index} filter={filter} go={go} />
            <div class="found">
              <p role="status">{foundText(index, found.length, rules)}</p>
              <Legend link={index.verdictsLink} isPrinting={isPrinting} />
            </div>
            <Grid
              index={index}
              rows={rows}
              roles={roles}
              openedCell={opened}
              isPrinting={isPrinting}
              open={open}
            />
          </>
        )}
        {view === 'clock' && <ClockView index={index} />}
        {view === 'power' && <PowerView index={index} />}
        {view === 'targets' && <TargetsView index={index} open={open} />}
        {view === 'tests' && <TestsView tests={index.tests} />}
      </main>
      {place.cell !== undefined && (
        <Details index={index} n={opened} id={place.cell} open={open} close={close} />
      )}
    </>
  );
}

function foundText({ cells, rules }: PageIndex, found: number, foundRules: number): string {
  const all = `${inGroups(cells.length)} cells of ${inGroups(rules.length)} rules`;
  if (found === cells.length) return all;
  return found === 0
    ? `No cell of ${all} fits the filter`
    : `${inGroups(found)} of ${all} fit the filter (${inGroups(foundRules)} rules)`;
}

const inGroups = (n: number) => n.toLocaleString('en');
