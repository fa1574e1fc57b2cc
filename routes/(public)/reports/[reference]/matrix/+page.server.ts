import type { FilterGroup } from '#lib/components/filter-group.ts';
import { matrixOfReport } from '../matrix-asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { choices, chosen, ...shown } = await matrixOfReport(locals, params.reference, url);
	const group = (name: keyof typeof chosen, legend: string, values: string[]): FilterGroup => ({
		kind: 'select',
		name,
		legend,
		choices: values.map((value) => ({ value, chosen: chosen[name].includes(value) }))
	});
	return {
		...shown,
		groups: [
			group('organisation_kind', 'Kind of organisation', choices.kinds),
			group('region', 'Region', choices.regions)
		].filter((each) => 'choices' in each && each.choices.length > 1)
	};
};
