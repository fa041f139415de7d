/**
 * What attempts may do beyond the objects of their run, by the names that the setting QA_PLAN_ALLOWED_EFFECTS has for
 * it. Nothing of the kind is tried on an install of the user's unless the setting names it.
 */
export const EFFECTS = {
  'usage-data': 'switches the sending of usage data, which gives the install another installation id',
  feedback: 'sends a message to the makers of Mathesar',
  administrators: 'may leave the install without an administrator, open to everybody',
} as const;

export type Effect = keyof typeof EFFECTS;

export const ALL_EFFECTS = Object.keys(EFFECTS) as Effect[];

/** Effects that an install can not have, with the reason. */
export type Prevented = Partial<Record<Effect, string>>;
