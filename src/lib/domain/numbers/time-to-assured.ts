import { daysBetween, type Day } from '#lib/domain/day.ts';
import { OUTCOMES, type FactCount, type Outcome } from '#lib/domain/fact.ts';
import { assured, base } from './assignments.ts';
import { leavesOut, type Words } from './definition.ts';

/** How a wait can end. The first is what is waited for, the others compete with it. */
export const ENDS = OUTCOMES.filter((outcome): outcome is End => outcome !== 'open');
export type End = Exclude<Outcome, 'open'>;

/** So many waits of so many days: ended in some way, or going on at the end of the day asked about. */
export type Waits = { outcome: Outcome; days: number; n: number }[];

/** One day on which something ended: how many were watched until then, and which share has ended how up to and with it. */
export type Step = { days: number; at_risk: number; open: number; ended: Record<End, number> };

/** Fewer than these say too little to draw on. */
export const FEWEST_AT_RISK = 10;

/** The waits that facts tell of, as at a day. */
export const waitsOf = (facts: readonly FactCount[], as_at: Day): Waits =>
	facts.flatMap(({ fact, value, day, length, n }): Waits => {
		if (fact === 'open' && day) return [{ outcome: 'open', days: daysBetween(day, as_at), n }];
		return fact === 'ended' ? [{ outcome: value as End, days: length ?? 0, n }] : [];
	});

/**
 * Which share had ended how, day by day after it was asked: cumulative incidence with competing ends by Aalen and
 * Johansen (Scandinavian Journal of Statistics 1978; 5: 141–50). What goes on is censored, after whatever ended on the
 * same day. A step for every day on which a wait ended or was censored; the shares of a step add up to 1.
 */
export const cumulativeIncidence = (waits: Waits): Step[] => {
	const byDays = new Map<number, Record<Outcome, number>>();
	for (const { outcome, days, n } of waits) {
		const counts = byDays.get(days) ?? { open: 0, confirmed: 0, refused: 0, 'ended otherwise': 0 };
		counts[outcome] += n;
		byDays.set(days, counts);
	}
	let at_risk = waits.reduce((sum, { n }) => sum + n, 0);
	let open = 1;
	let ended: Record<End, number> = { confirmed: 0, refused: 0, 'ended otherwise': 0 };
	return [...byDays]
		.sort(([a], [b]) => a - b)
		.map(([days, counts]) => {
			const share = (end: End) => ended[end] + (open * counts[end]) / at_risk;
			const over = ENDS.reduce((sum, end) => sum + counts[end], 0);
			ended = {
				confirmed: share('confirmed'),
				refused: share('refused'),
				'ended otherwise': share('ended otherwise')
			};
			open *= 1 - over / at_risk;
			const step = { days, at_risk, open, ended };
			at_risk -= over + counts.open;
			return step;
		});
};

/** How it had gone so many months after it was asked, a month of 365.25 ÷ 12 days; `at_risk` were watched longer than that. */
export type AfterMonths = { months: number; at_risk: number; ended: Record<End, number> };

const DAYS_A_MONTH = 365.25 / 12;

/** The curve month by month, up to `most` months and for as long as ten or more are watched. */
export const byMonth = (waits: Waits, most: number): AfterMonths[] => {
	const steps = cumulativeIncidence(waits);
	const months: AfterMonths[] = [];
	for (let month = 0; month <= most; month += 1) {
		const days = Math.round(month * DAYS_A_MONTH);
		const at_risk = waits.reduce((sum, wait) => (wait.days >= days ? sum + wait.n : sum), 0);
		if (at_risk < FEWEST_AT_RISK) break;
		const last = steps.findLast((step) => step.days <= days);
		months.push({
			months: month,
			at_risk,
			ended: last?.ended ?? { confirmed: 0, refused: 0, 'ended otherwise': 0 }
		});
	}
	return months;
};

/** The first day, counted from the asking, by which half or more were confirmed; undefined while it is fewer. */
export const medianOf = (waits: Waits): number | undefined =>
	cumulativeIncidence(waits).find(({ at_risk, ended }) => at_risk >= FEWEST_AT_RISK && ended.confirmed >= 0.5)
		?.days;

/** What the method page prints of it. */
export const timeToAssured: Words = {
	id: 'time-to-assured',
	name: 'Time to a confirmation',
	in_plain_words:
		'How likely it is that something asked is confirmed within so many months, given that some is refused or ends in another way first.',
	formula: 'F(t) = Σ over days up to t of S(before the day) × confirmed on the day ÷ at risk on the day',
	terms: [
		{ name: 'confirmed', means: assured.means },
		{
			name: 'S(before the day)',
			means:
				'The share that had not ended in any way before the day: neither confirmed nor refused nor closed.'
		},
		{
			name: 'at risk on the day',
			means:
				'How many were still waiting and watched on that day after they were asked. The curve stops where they are fewer than 10.'
		},
		{
			name: 'censored',
			means: 'What waits on the day asked about counts as waiting up to that day, and not as never done.'
		},
		{
			name: 'competing ends',
			means:
				'Refused or said not to apply; declined, superseded, or closed without being done. They are ends of their own, not waits cut short.'
		}
	],
	left_out: leavesOut(base),
	authority:
		'Aalen and Johansen, Scandinavian Journal of Statistics 1978; 5: 141–50. One minus Kaplan–Meier would overstate it, since refusals compete.'
};
