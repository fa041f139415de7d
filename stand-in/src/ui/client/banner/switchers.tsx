import { listOf, titleOf, useCommonData } from '../common-data';
import { Dropdown, Icon, useLoad } from '../components';
import { useSearch } from '../components/field';
import { listForms } from '../content/forms/forms';
import { explorationPath, formPath, schemaPath, tablePath } from '../content/shared/addresses';

interface Section {
  title: string;
  entries: { label: string; href: string }[];
}

interface FinderProps {
  sections: Section[];
  close: () => void;
}

function Finder({ sections, close }: FinderProps) {
  const [box, matches] = useSearch();
  return (
    <div class="menu">
      {box}
      {sections.map(({ title, entries }) => {
        const found = entries.filter(({ label }) => matches(label));
        return found.length === 0 ? null : (
          <div key={title}>
            <div class="menu-heading">{title}</div>
            <ul>
              {found.map(({ label, href }) => (
                <li key={href}>
                  <a class="menu-item" href={href} onClick={close}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

interface SwitcherProps {
  label: string;
  sections: Section[];
  finder?: typeof Finder;
}

function Switcher({ label, sections, finder: Content = Finder }: SwitcherProps) {
  return (
    <Dropdown trigger={<Icon name="right" />} aria-label={label} title={label} class="switcher">
      {(close) => <Content sections={sections} close={close} />}
    </Dropdown>
  );
}

/** The way to another database. */
export function DatabaseSwitcher() {
  const { databases } = useCommonData();
  const entries = databases.map((each) => ({ label: titleOf(each), href: `/db/${String(each.id)}/` }));
  return <Switcher label="Choose a Database" sections={[{ title: 'Databases', entries }]} />;
}

/** The way to another schema of the database. */
export function SchemaSwitcher() {
  const { schemas } = useCommonData();
  const entries = listOf(schemas).map(({ oid, name }) => ({ label: name, href: schemaPath(oid) }));
  return <Switcher label="Choose a Schema" sections={[{ title: 'Schemas', entries }]} />;
}

/** The way to another table, exploration or form of the schema. */
export function ContentSwitcher() {
  const { tables, queries } = useCommonData();
  const sections = [
    {
      title: 'Tables',
      entries: listOf(tables).map(({ oid, name }) => ({ label: name, href: tablePath(oid) })),
    },
    {
      title: 'Explorations',
      entries: queries.map(({ id, name }) => ({ label: name, href: explorationPath(id) })),
    },
  ];
  return <Switcher label="Choose a Table or Exploration" sections={sections} finder={WithForms} />;
}

/** The forms are no part of the page's data, so they are asked for when the list opens. */
function WithForms({ sections, close }: FinderProps) {
  const [{ data: forms = [] }] = useLoad(listForms);
  const entries = forms.map(({ id, name }) => ({ label: name, href: formPath(id) }));
  return <Finder sections={[...sections, { title: 'Forms', entries }]} close={close} />;
}
