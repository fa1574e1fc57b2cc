import * as accounts from '#db/queries/accounts.ts';
import type { Reading } from '#db/schema.ts';
import type { DataSet } from '#lib/domain/data-set.ts';

/** A form that names an organisation and a source by code or name, and what their numbers are: empty where unknown. */
export const bodiesOf = async (
	db: Reading,
	data_set: DataSet,
	request: Request
): Promise<{ organisation_id: string; source_id: string }> => {
	const form = await request
		.clone()
		.formData()
		.catch(() => undefined);
	const numberOf = async (kind: 'organisation' | 'source') => {
		const text = form?.get(kind);
		if (typeof text !== 'string' || text.trim() === '' || text.length > 300 || text.includes('\0')) return '';
		return String((await accounts.body(db, kind, data_set, text.trim())) ?? '');
	};
	return { organisation_id: await numberOf('organisation'), source_id: await numberOf('source') };
};
