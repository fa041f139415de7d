/** Needs a column of a type that the stand-in does not have. */
export function LastEditorTracking() {
  return <p>You need at least one column set to a User data type to enable last editor tracking.</p>;
}
