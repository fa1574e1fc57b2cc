import { addDays, daysBetween, type Day } from '#lib/domain/day.ts';
import type { Recommendation } from '#lib/domain/recommendation.ts';
import type { Report } from '#lib/domain/report.ts';
import { sources, sets } from './region.ts';
import type { Chance } from '#lib/domain/chance.ts';

/** What bodies ask for again and again: theme codes and the ask in plain words. */
const ASKS = [
	['PATIENT-ID', 'Check the wristband against the request before every blood sample'],
	['PATIENT-ID', 'Show each patient’s full name and date of birth at the bedside'],
	['MEDICINES', 'Have a pharmacist see every discharge prescription for a high-risk medicine'],
	['MEDICINES', 'Keep strong potassium out of ward stock and in a locked cupboard'],
	['MEDICINES', 'Weigh every child before a medicine is prescribed by weight'],
	['DIGITAL', 'Test the electronic prescribing system for wrong defaults after each upgrade'],
	['DIGITAL', 'Make allergy warnings impossible to close without a reason'],
	['DETERIORATION', 'Record early warning scores at the times that the score itself demands'],
	['DETERIORATION', 'Let families call the critical care team themselves when they are worried'],
	['DETERIORATION', 'Give the first dose of antibiotics within an hour when sepsis is likely'],
	['INVASIVE', 'Stop before the block: confirm the side with the patient and the mark'],
	['INVASIVE', 'Count swabs aloud at every handover in a birth or an operation'],
	['INVASIVE', 'Confirm the place of a feeding tube by X-ray or pH before it is used'],
	['MATERNITY', 'Let maternity staff escalate past a doctor who does not come'],
	['MATERNITY', 'Review every stillbirth with the parents present if they wish'],
	['MATERNITY', 'Listen to a mother who says that something is wrong, and write down what was done'],
	['MENTAL-HEALTH', 'See a person in crisis in the emergency department within an hour'],
	['MENTAL-HEALTH', 'Agree the plan for leaving hospital with the person and their family'],
	['STAFFING', 'Publish each month which shifts fell below safe staffing'],
	['STAFFING', 'Give new doctors a full induction before their first night shift'],
	['TRANSITIONS', 'Send the discharge letter to the family doctor within a day'],
	['TRANSITIONS', 'Name one person who answers for a young patient who moves to adult care'],
	['DIAGNOSIS', 'Make sure that somebody acts on every unexpected finding on a scan'],
	['DIAGNOSIS', 'Ask a senior doctor to see anyone who comes back within three days'],
	['INFECTION', 'Screen for resistant germs on admission and act on the result'],
	['COMPLAINTS', 'Answer every complaint with what was learned and what will change'],
	['COMPLAINTS', 'Tell patients and families openly when something has gone wrong'],
	['DEVICES', 'Replace infusion pumps that cannot warn of a free flow'],
	['DEVICES', 'Keep a list of every implant by patient, so that all can be traced'],
	['URGENT-CARE', 'End care in corridors, and count it while it lasts'],
	['CULTURE', 'Protect staff who speak up from harm to their careers'],
	['LEARNING', 'Share the findings of each incident review with every ward that could repeat it']
] as const;
const SETTINGS = [
	'on adult wards',
	'in emergency departments',
	'in theatres',
	'in maternity units',
	'in children’s services',
	'in mental health wards',
	'in community hospitals',
	'for people at home',
	'at night and at weekends',
	'in outpatient clinics'
];
const EXTRA = [
	'',
	' Audit it twice a year.',
	' Publish the results.',
	' Train all staff who join.',
	' Report to the board each quarter.'
];

export type Ask = Recommendation & { set: string; due_in_days: number | null; family: string };

const WEIGHTS = {
	'X-ALL': 22,
	'X-TRUSTS': 30,
	'X-ACUTE-TRUST': 22,
	'X-MENTAL-HEALTH-TRUST': 5,
	'X-ICB': 6,
	county: 12,
	one: 60
};

/**
 * Invented reports and recommendations over three years before a day. `everyone` addresses all of them to every
 * organisation, for the bench; otherwise each goes to a group that fits or to one organisation by name.
 */
export const asks = (
	chance: Chance,
	count: number,
	organisations: number,
	today: Day,
	everyone: boolean
): { reports: Report[]; asks: Ask[] } => {
	const first = addDays(today, -3 * 365);
	const span = daysBetween(first, today) - 14;
	const reports: Report[] = [];
	const made: Ask[] = [];
	while (made.length < count) {
		const source = sources[reports.length % sources.length];
		const reference = `${source?.code}-${reports.length + 1}`;
		const made_on = addDays(first, Math.floor((made.length / count) * span) + chance.between(0, 12));
		const [, topic] = chance.pick(ASKS);
		reports.push({
			report_ref: reference,
			source_code: source?.code,
			title: `${topic} (invented report ${reports.length + 1})`,
			published_on: made_on
		} as Report);
		const size = Math.min(chance.between(2, 6), count - made.length);
		for (let ordinal = 1; ordinal <= size; ordinal += 1) {
			const ask = (made.length * 7 + ordinal) % ASKS.length;
			const [theme, words] = ASKS[ask] as (typeof ASKS)[number];
			const setting =
				SETTINGS[Math.floor(made.length / ASKS.length + chance.between(0, 2)) % SETTINGS.length];
			const group = everyone ? 'X-ALL' : chance.weighted(WEIGHTS);
			const county = chance.pick(sets.slice(-6)).code;
			const one = `X${String(chance.between(1, organisations)).padStart(3, '0')}`;
			const set = group === 'county' ? county : group === 'one' ? one : group;
			made.push({
				recommendation_ref: `${reference}/${ordinal}`,
				report_ref: reference,
				ordinal,
				kind: chance.weighted({ recommendation: 80, 'safety action': 12, requirement: 5, alert: 3 }),
				summary: `${words} ${setting}.${chance.pick(EXTRA)}`,
				addressees: [set],
				themes: chance.happens(0.3)
					? [theme, 'LEARNING'].filter((code, i, all) => all.indexOf(code) === i)
					: [theme],
				made_on,
				benefit: chance.happens(0.2) ? 'Fewer patients harmed; no figure is given.' : undefined,
				cost: chance.happens(0.12) ? 'Said to be within existing budgets.' : undefined,
				evidence_quality: 'from memory, unverified',
				set,
				due_in_days: chance.happens(0.86) ? chance.pick([180, 270, 365, 365, 450, 540]) : null,
				family: words
			} as Ask);
		}
	}
	return { reports, asks: made };
};
