import * as measures from '#db/queries/measures.ts';
import type { Reading } from '#db/schema.ts';
import { xmrFigure } from '#lib/charts/xmr.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { inWords, type Day } from '#lib/domain/day.ts';
import { countOf, sentence } from '#lib/domain/numbers/in-words.ts';
import { beforeAndAfter, type MeanOf } from '#lib/domain/numbers/xmr.ts';

const MOST_SHOWN = 6;

const meanIn = ({ n, mean }: MeanOf): string =>
	mean === undefined
		? 'there are no values'
		: `${countOf(n, 'value')} with a mean of ${String(Math.round(mean * 100) / 100)}`;

/** What was measured before and after the organisation said that it was done; nothing where it has not said so. */
const deliveryTold = ({ delivered_on, values }: measures.Helping): string | undefined => {
	if (!delivered_on || values.length === 0) return undefined;
	const { before, after } = beforeAndAfter(values, delivered_on);
	return sentence(
		`the organisation says that it was done on ${inWords(delivered_on)}: before that day ${meanIn(before)}, since then ${meanIn(after)}`
	);
};

/** What is measured of a recommendation, each as a figure with what it tells of before and after. */
export const didItHelp = async (
	reading: Reading,
	recommendation: { id: number; data_set: DataSet; reference: string },
	today: Day
) => {
	const found = await measures.ofRecommendation(reading, recommendation.id, MOST_SHOWN);
	return found.map((measure) => ({
		reference: measure.reference,
		organisation: measure.organisation,
		population: measure.population,
		delivery: deliveryTold(measure),
		figure: xmrFigure(
			{
				id: `measure-${measure.reference.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
				name: measure.name,
				unit: measure.unit,
				values: measure.values,
				baseline: measure.baseline,
				target: measure.target,
				changed:
					measure.changed_on && measure.changed_because
						? { on: measure.changed_on, because: measure.changed_because }
						: null
			},
			{
				data: recommendation.data_set,
				scope: measure.organisation ?? recommendation.reference,
				as_at: today
			}
		)
	}));
};
