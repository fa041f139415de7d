/** What a cell notes of the forms in which its read was asked; the report sums it up over a run. */
export interface WaysNote {
  /** The method or address that is read by. */
  read: string;
  /** Names of the forms that are promised to whoever may ask plainly, and of the others. */
  promised: string[];
  unpromised: string[];
  /** Names of those that an allowed role got through with; none where the role is not allowed. */
  proven: string[];
}
