import { CheckboxField, Fieldset } from '../../components/index';

/** What connecting puts into the database. The stand-in has no example schemas to offer. */
export function SchemasToInstall() {
  return (
    <Fieldset legend="Schemas to install">
      <ul>
        <li>
          <CheckboxField
            label="mathesar_types, __msar, msar"
            checked
            disabled
            onChange={() => undefined}
            help="The program's own functions; always installed."
          />
        </li>
      </ul>
    </Fieldset>
  );
}
