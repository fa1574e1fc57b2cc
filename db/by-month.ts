import { FACTS, type FactKind } from '#lib/domain/fact.ts';

/**
 * What duties and some facts of everything are counted by once more, with the first day of the month in place of the day.
 * What is asked by stretches of days is a sum over whole months, and over days where a stretch begins or ends: as many
 * rows of a large register as of a small one.
 */
export const BY_MONTH = 'all by month';

/** The facts of whose days nobody asks more than in which stretch they lie. */
export const FACTS_BY_MONTH: readonly FactKind[] = ['heard', 'originally', 'currently'];
/** The others, each by its own days. */
export const FACTS_BY_DAY: readonly FactKind[] = FACTS.filter((fact) => !FACTS_BY_MONTH.includes(fact));
