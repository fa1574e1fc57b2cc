import * as importing from '#db/queries/importing.ts';
import { plan, renamed, write, type Kept, type Noun } from '#db/record/nouns.ts';
import { setParents } from '#db/record/organisations.ts';
import { moveCounts } from '#db/record/rollups.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import { GROUP, type Organisation } from '#lib/domain/organisation.ts';
import type { At } from '../at.ts';
import { addOrganisationSets } from './add-organisation-sets.ts';

const COLUMNS = {
	code: 'text',
	ods_code: 'text',
	name: 'text',
	kind: 'text',
	region: 'text',
	opened_on: 'date',
	closed_on: 'date'
};
const ORGANISATION: Noun = { subject: 'organisation', table: 'organisation', key: 'code', columns: COLUMNS };
const NAMES = Object.fromEntries(Object.keys(COLUMNS).map((column) => [column, column]));
const COUNTED_BY = ['kind', 'region'];

/** Adds bodies, or amends those whose code is known. A parent may stand further down in the same list. */
const addBodies = async (at: At, organisations: readonly Organisation[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		const planned = await plan(
			trx,
			ORGANISATION,
			data_set,
			organisations.map((one) => renamed(one, NAMES))
		);
		const moved = planned
			.filter(({ changes }) => changes.some(({ column }) => COUNTED_BY.includes(column)))
			.flatMap(({ known }) => known?.id ?? []);
		let kept: Kept[] = [];
		await moveCounts(trx, { organisation_ids: moved }, async () => {
			kept = await write(trx, at, ORGANISATION, data_set, planned);
		});

		const named = organisations.flatMap(({ parent_code }) => parent_code ?? []);
		const parents = await importing.ids(trx, 'organisation', data_set, named);
		const groups = await importing.ids(trx, 'organisation_set', data_set, named);
		const parent = importing.mustFind(parents, 'organisation', 'parent_code');
		const given = organisations.flatMap(({ parent_code, ...one }, index) => {
			const id = kept[index]?.id;
			if (id === undefined || !('parent_code' in (organisations[index] ?? one))) return [];
			// A group is not a body that one answers to.
			const parent_id = parent_code && !groups.has(parent_code) ? parent(parent_code) : null;
			return [{ id, parent_id }];
		});
		const adopted = await setParents(
			trx,
			at,
			data_set,
			given,
			new Set(kept.filter(({ outcome }) => outcome === 'new').map(({ id }) => id))
		);
		return kept.map((one) =>
			one.outcome === 'unchanged' && adopted.has(one.id) ? { ...one, outcome: 'changed' } : one
		);
	});

/**
 * Adds organisations, or amends those whose code is known; answers what became of each. Rows of the kind ‘group’ become
 * groups that can be asked as one. When kind or region changes, all that is counted by it follows.
 */
export const addOrganisations = (at: At, organisations: readonly Organisation[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		may(at.user).importRegister({ data_set: at.user?.data_set ?? 'register' });
		const isGroup = ({ kind }: Organisation) => kind === GROUP;
		const groups = await addOrganisationSets(
			{ ...at, db: trx },
			organisations.filter(isGroup).map(({ code, name }) => ({ code, name }))
		);
		const bodies = await addBodies(
			{ ...at, db: trx },
			organisations.filter((one) => !isGroup(one))
		);
		return organisations.flatMap((one) => (isGroup(one) ? groups.shift() : bodies.shift()) ?? []);
	});
