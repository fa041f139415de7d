/** A cell that no short script shows; the message says why. */
export class NotReproducible extends Error {}
