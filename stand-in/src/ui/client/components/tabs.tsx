import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { navigate } from '../navigation';

/** One tab; `href` where it has an address of its own. */
interface Tab<Id> {
  id: Id;
  label: ComponentChildren;
  href?: string;
}

interface TabsProps<Id> {
  tabs: readonly Tab<Id>[];
  active: Id;
  onSelect?: (id: Id) => void;
  /** The content of the active tab. */
  children: ComponentChildren;
}

/** Tabs; arrow keys move between them. */
export function Tabs<Id extends string>({ tabs, active, onSelect, children }: TabsProps<Id>) {
  const base = useId();
  const idOf = (id: string) => `${base}-${id}`;
  const select = ({ id, href }: Tab<Id>) => {
    if (href !== undefined) navigate(href);
    onSelect?.(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = tabs.findIndex(({ id }) => id === active);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    select(next);
    document.getElementById(idOf(next.id))?.focus();
  };
  return (
    <nav class="tabs">
      <ul role="tablist" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <li key={tab.id}>
            <button
              type="button"
              role="tab"
              id={idOf(tab.id)}
              aria-selected={tab.id === active}
              aria-controls={`${base}-panel`}
              tabIndex={tab.id === active ? 0 : -1}
              onClick={() => select(tab)}
            >
              {tab.label}
            </button>
          </li>
        ))}
      </ul>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={idOf(active)}>
        {children}
      </div>
    </nav>
  );
}
