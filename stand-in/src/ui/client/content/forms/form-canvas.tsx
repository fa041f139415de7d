import { Button } from '../../components/index';
import type { Form, FormField } from './wire';

interface CanvasProps {
  form: Form;
  onChange: (form: Form) => void;
}

interface FieldPreviewProps {
  field: FormField;
  onLabel: (label: string) => void;
}

/** A field as it will look; its label can be written here. */
function FieldPreview({ field, onLabel }: FieldPreviewProps) {
  return (
    <div class="form-field">
      {field.is_required ? <span class="required">*</span> : null}
      <input
        type="text"
        class="quiet"
        value={field.label ?? ''}
        onInput={(event) => onLabel(event.currentTarget.value)}
      />
      {field.kind === 'foreign_key' ? (
        <div role="listbox" class="linked-record">
          <button
            type="button"
            class="button plain icon-only push"
            aria-label="Pick a record"
            title="In the form"
          />
        </div>
      ) : (
        <input type="text" tabIndex={-1} />
      )}
    </div>
  );
}

/** The form as it will look. */
export function FormCanvas({ form, onChange }: CanvasProps) {
  const setField = (changed: FormField) =>
    onChange({ ...form, fields: form.fields.map((field) => (field.key === changed.key ? changed : field)) });
  return (
    <div class="record-sheet form-canvas">
      <input
        type="text"
        class="form-title quiet"
        placeholder="Name"
        value={form.name}
        onInput={(event) => onChange({ ...form, name: event.currentTarget.value })}
      />
      <textarea
        class="quiet"
        placeholder="Description"
        rows={1}
        value={form.description ?? ''}
        onInput={(event) => onChange({ ...form, description: event.currentTarget.value })}
      />
      {form.fields.map((field) => (
        <FieldPreview key={field.key} field={field} onLabel={(label) => setField({ ...field, label })} />
      ))}
      <div class="buttons">
        <Button>Clear form</Button>
        <Button variant="primary" disabled>
          {form.submit_button_label ?? 'Submit'}
        </Button>
      </div>
    </div>
  );
}
