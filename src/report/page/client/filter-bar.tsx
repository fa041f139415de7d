import { useMemo, useState } from 'preact/hooks';
import type { PageCell, PageIndex } from '../data';
import { NO_FILTER, PROOF_LEVELS, ruleOf, VERDICT_KINDS, type Filter } from '../filter';
import { LOOKS, WITNESS_MEANINGS } from '../looks';
import type { Places } from './use-place';

interface Props {
  index: PageIndex;
  filter: Filter;
  go: Places['go'];
}

type Choices = readonly (readonly [value: string, label: string])[];

/** Chooses the cells that the matrix shows. */
export function FilterBar({ index, filter, go }: Props) {
  // On a phone, all but the text is folded away until it is asked for.
  const [isUnfolded, setUnfolded] = useState(false);
  const choices = useMemo(() => choicesIn(index), [index]);
  const set = (name: keyof Filter, value: string) =>
    go({ filter: { ...filter, [name]: value } }, { isTyped: name === 'text' });
  const select = (name: keyof Filter, label: string, groups: Record<string, Choices>) => {
    const known = Object.values(groups).flat();
    const isUnknown = filter[name] !== '' && !known.some(([value]) => value === filter[name]);
    return (
      <label class={isUnfolded ? '' : 'folded'}>
        <span>{label}</span>
        <select
          value={filter[name]}
          class={filter[name] === '' ? '' : 'set'}
          onChange={({ currentTarget }) => set(name, currentTarget.value)}
        >
          <option value="">any</option>
          {isUnknown && <option value={filter[name]}>{filter[name]} (none here)</option>}
          {Object.entries(groups).map(([group, of]) => {
            const options = of.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ));
            if (of.length === 0) return null;
            return group === '' ? options : <optgroup label={group}>{options}</optgroup>;
          })}
        </select>
      </label>
    );
  };
  const inUse = Object.values(filter).filter((value) => value !== '').length;

  return (
    <search>
      <form class="filters" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
        <label class="text">
          <span>Text</span>
          <input
            type="search"
            value={filter.text}
            placeholder="rule, action, control, error…"
            onInput={({ currentTarget }) => set('text', currentTarget.value)}
          />
        </label>
        {select('target', 'Target', { '': choices.targets })}
        {select('surface', 'Surface', { '': choices.surfaces })}
        {select('area', 'Area', { '': choices.areas })}
        {select('role', 'Role', { '': choices.roles })}
        {select('verdict', 'Verdict', {
          '': Object.entries(VERDICT_KINDS),
          Verdicts: choices.verdicts,
          'Known gaps of': choices.gaps,
        })}
        {select('severity', 'Severity', { '': choices.severities })}
        {select('proof', 'Proof', {
          '': Object.entries(PROOF_LEVELS),
          'Looked at': Object.entries(WITNESS_MEANINGS).map(([value, text]) => [value, `${value}: ${text}`]),
        })}
        <button
          type="button"
          class="unfold"
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {isUnfolded ? 'Fewer filters' : 'More filters'}
          {inUse > 0 && ` (${String(inUse)} set)`}
        </button>
        <button type="button" class="clear" disabled={inUse === 0} onClick={() => go({ filter: NO_FILTER })}>
          Clear
        </button>
      </form>
    </search>
  );
}

/** What can be inUse, with the number of its cells. */
function choicesIn(index: PageIndex) {
  const count = (of: (cell: PageCell) => string | undefined): Choices => {
    const counts = new Map<string, number>();
    for (const cell of index.cells) {
      const value = of(cell);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].map(([value, n]) => [value, `${value} (${n.toLocaleString('en')})`]);
  };
  const inOrder = (choices: Choices, order: readonly string[]) =>
    choices.toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return {
    targets: count((cell) => ruleOf(index, cell).target),
    surfaces: count(({ surface }) => surface).map(
      ([value, text]) => [value, value === 'ui' ? text.replace('ui', 'ui, on pages') : text] as const,
    ),
    areas: count((cell) => ruleOf(index, cell).area),
    roles: inOrder(
      count(({ role }) => role),
      index.roles,
    ),
    verdicts: inOrder(
      count(({ verdict }) => verdict),
      Object.keys(LOOKS),
    ),
    gaps: count(({ judged }) => judged).map(([value, text]) => [`known gap: ${value}`, text] as const),
    severities: inOrder(
      count((cell) => ruleOf(index, cell).severity),
      ['blocker', 'critical', 'normal', 'minor', 'trivial'],
    ),
  };
}
