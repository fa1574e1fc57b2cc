import type { Draft } from '#db/record/record.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { At } from '../at.ts';

/** The event of a person who changed something of their own account: what, and to which value where it is no secret. */
export const amendedThemselves = (
	{ today }: Pick<At, 'today'>,
	{ id, data_set }: { id: number; data_set: DataSet },
	column: string,
	to_value: string
): Draft => ({
	subject: 'person',
	subject_id: id,
	data_set,
	what: 'amended',
	to_value,
	detail: { column },
	effective_on: today
});
