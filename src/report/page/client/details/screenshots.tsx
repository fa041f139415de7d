/** Pictures beside the record; a name that leads elsewhere is not followed. */
export function Screenshots({ files, of }: { files: readonly string[]; of: string }) {
  const own = files.filter((file) => /^screenshots\/[\w.-]+$/.test(file));
  if (own.length === 0) return null;
  return (
    <section class="part-of">
      <h3>{own.length === 1 ? 'Screenshot' : 'Screenshots'}</h3>
      {own.map((file) => (
        <a key={file} href={file} target="_blank" rel="noopener noreferrer">
          <img src={file} alt={`The page as it was: ${of}`} loading="lazy" />
        </a>
      ))}
    </section>
  );
}
