import { fail, redirect } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { MOST_ROWS } from '#lib/csv/answers.ts';
import { BARRIERS } from '#lib/domain/axes/barrier.ts';
import { DELIVERIES } from '#lib/domain/axes/delivery.ts';
import { POSITIONS } from '#lib/domain/axes/position.ts';
import { EVIDENCE_KINDS } from '#lib/domain/evidence.ts';
import { keepSpreadsheet } from '#lib/server/changes/keep-spreadsheet.ts';
import { press } from '#lib/server/form.ts';
import { signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const LARGEST_BYTES = 9_000_000;
const LONGEST_NAME = 200;

export const load: PageServerLoad = ({ locals, url }) => {
	signedIn(locals, url);
	return {
		most_rows: MOST_ROWS,
		values: {
			position: POSITIONS.slice(1),
			delivery: DELIVERIES.slice(1),
			barrier: BARRIERS,
			evidence_kind: EVIDENCE_KINDS
		}
	};
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		signedIn(locals, url);
		const form = await request.formData().catch(() => undefined);
		const file = form?.get('file');
		if (!(file instanceof File) || file.size === 0)
			return fail(422, {
				error: 'Choose the sheet that you filled in. It has to be a CSV file with rows in it.'
			});
		if (file.size > LARGEST_BYTES)
			return fail(422, {
				error: 'The file is larger than 9 MB. Save it as CSV, or split it into several sheets.'
			});
		const sheet = {
			file_name: file.name.slice(0, LONGEST_NAME) || 'sheet.csv',
			bytes: new Uint8Array(await file.arrayBuffer())
		};
		let id = 0;
		const refused = await press(async () => (id = await keepSpreadsheet(locals, sheet)));
		return refused ?? redirect(303, link(`/my-work/spreadsheet/${id}`, { data_set: locals.data_set }));
	}
};
