/** What somebody independent could confirm. */
export const ASSURANCES = ['not assessed', 'submitted', 'assured', 'not assured', 'sustained', 'lapsed'] as const;
export type Assurance = (typeof ASSURANCES)[number];
