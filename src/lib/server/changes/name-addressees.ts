import * as importing from '#db/queries/importing.ts';
import { writeAddressees } from '#db/record/recommendations.ts';
import type { Writing } from '#db/schema.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Recommendation } from '#lib/domain/recommendation.ts';

const isSameInOrder = (a: readonly unknown[], b: readonly unknown[]) =>
	a.length === b.length && a.every((one, index) => one === b[index]);

type Given = { recommendation: Recommendation; id: number };

/**
 * Writes whom recommendations name where that is new, and answers for which it was. What was judged of a group stays
 * with it. Part of adding recommendations, within their transaction and after their `may`.
 */
export const nameAddressees = async (
	trx: Writing,
	data_set: DataSet,
	given: readonly Given[]
): Promise<Set<number>> => {
	const codes = given.flatMap(({ recommendation }) => recommendation.addressees ?? []);
	const organisations = await importing.ids(trx, 'organisation', data_set, codes);
	const sets = await importing.ids(trx, 'organisation_set', data_set, codes);
	const known = new Map<number, Awaited<ReturnType<typeof importing.addresseesOf>>>();
	for (const one of await importing.addresseesOf(
		trx,
		given.map(({ id }) => id)
	))
		known.set(one.recommendation_id, [...(known.get(one.recommendation_id) ?? []), one]);
	const changed = given.filter(
		({ recommendation: { addressees }, id }) =>
			addressees &&
			!isSameInOrder(
				addressees,
				(known.get(id) ?? []).map(({ named_as }) => named_as)
			)
	);
	const mustFind = importing.mustFind(organisations, 'organisation', 'addressees');
	await writeAddressees(
		trx,
		data_set,
		changed.map(({ id }) => id),
		changed.flatMap(({ recommendation, id }) =>
			(recommendation.addressees ?? []).map((named_as, index) => {
				const before = known.get(id)?.find((one) => one.named_as === named_as);
				const organisation_set_id = sets.get(named_as) ?? null;
				return {
					recommendation_id: id,
					ordinal: index + 1,
					named_as,
					organisation_id: organisation_set_id === null ? mustFind(named_as) : null,
					organisation_set_id,
					assigned_to_members: before?.assigned_to_members ?? false,
					note: before?.note ?? null
				};
			})
		)
	);
	return new Set(changed.map(({ id }) => id));
};
