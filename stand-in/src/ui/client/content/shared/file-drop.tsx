/** Takes a file that is dropped or chosen. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <label
      class="file-drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer?.files);
      }}
    >
      <input
        type="file"
        class="file-input"
        accept=".csv,.tsv,.txt,.json"
        onChange={(event) => take(event.currentTarget.files)}
      />
      Drag a file here <br /> or click to browse a file from your computer
    </label>
  );
}
