import type { ActionUpdate } from '#lib/domain/action.ts';
import type { Closure } from '#lib/domain/axes/closure.ts';
import type { Delivery } from '#lib/domain/axes/delivery.ts';
import type { Position } from '#lib/domain/axes/position.ts';
import { plainWords } from '#lib/domain/likeness.ts';
import type { PublishedResponse, PublishedStatus } from '#lib/domain/recommendation.ts';

/** What a word of another vocabulary says on our axes. What it does not say stays out: a reply is not yet a yes. */
type Term = { theirs: string; position?: Position; delivery?: Delivery; closure?: Closure };

/** A vocabulary that is known, and where its words are explained. */
export type Vocabulary = { name: string; source: string; url: string | null; terms: readonly Term[] };

/** The vocabularies whose words are offered in ours. They are offered, and never put in place of anything by themselves. */
export const VOCABULARIES: readonly Vocabulary[] = [
	{
		name: 'NTSB',
		source: 'National Transportation Safety Board, explanation of the status of safety recommendations',
		url: 'https://www.ntsb.gov/safety/safety-recs/Pages/Status-Explanation.aspx',
		terms: [
			{
				theirs: 'Open - Await Response',
				position: 'awaiting response',
				delivery: 'no information',
				closure: 'open'
			},
			{ theirs: 'Open - Initial Response Received', delivery: 'no information', closure: 'open' },
			{ theirs: 'Open - Response Received', delivery: 'no information', closure: 'open' },
			{
				theirs: 'Open - Acceptable Response',
				position: 'accepted',
				delivery: 'in progress',
				closure: 'open'
			},
			{
				theirs: 'Open - Acceptable Alternate Response',
				position: 'accepted in principle',
				delivery: 'in progress',
				closure: 'open'
			},
			{ theirs: 'Open - Unacceptable Response', position: 'not accepted', closure: 'open' },
			{
				theirs: 'Closed - Acceptable Action',
				position: 'accepted',
				delivery: 'delivered',
				closure: 'implemented'
			},
			{
				theirs: 'Closed - Exceeds Recommended Action',
				position: 'accepted',
				delivery: 'delivered',
				closure: 'implemented'
			},
			{
				theirs: 'Closed - Acceptable Alternate Action',
				position: 'accepted in principle',
				delivery: 'delivered',
				closure: 'implemented by alternative means'
			},
			{ theirs: 'Closed - Unacceptable Action', position: 'not accepted', closure: 'not implemented' },
			{
				theirs: 'Closed - Unacceptable Action/No Response Received',
				position: 'awaiting response',
				closure: 'not implemented'
			},
			{ theirs: 'Closed - Reconsidered', closure: 'reconsidered' },
			{ theirs: 'Closed - No Longer Applicable', closure: 'no longer applicable' },
			{ theirs: 'Closed - Superseded', closure: 'superseded' },
			{ theirs: 'Closed - Acceptable Action/Superseded', position: 'accepted', closure: 'superseded' },
			{
				theirs: 'Closed - Acceptable Alternate Action/Superseded',
				position: 'accepted in principle',
				closure: 'superseded'
			},
			{ theirs: 'Closed - Unacceptable Action/Superseded', position: 'not accepted', closure: 'superseded' }
		]
	},
	{
		name: 'GAO',
		source: 'US Government Accountability Office, recommendations database',
		url: 'https://www.gao.gov/reports-testimonies/recommendations-database',
		terms: [
			{ theirs: 'Open', delivery: 'no information', closure: 'open' },
			{ theirs: 'Open - Partially Addressed', delivery: 'in progress', closure: 'open' },
			{ theirs: 'Closed - Implemented', position: 'accepted', delivery: 'delivered', closure: 'implemented' },
			{ theirs: 'Closed - Not Implemented', closure: 'not implemented' },
			{ theirs: 'Closed - No Longer Valid', closure: 'no longer applicable' }
		]
	},
	{
		name: 'CAS',
		source: 'Central Alerting System, responses of trusts to patient safety alerts',
		url: 'https://webarchive.nationalarchives.gov.uk/20130402153338/http://transparency.dh.gov.uk/category/transparency/cas-data/',
		terms: [
			{ theirs: 'Not acknowledged', position: 'awaiting response', delivery: 'no information' },
			{ theirs: 'Acknowledged', position: 'awaiting response', delivery: 'no information' },
			{ theirs: 'Assessing relevance', position: 'awaiting response', delivery: 'no information' },
			{ theirs: 'Action not required', position: 'not applicable' },
			{ theirs: 'Action required: ongoing', position: 'accepted', delivery: 'in progress' },
			{ theirs: 'Action required', position: 'accepted' },
			{ theirs: 'Action underway', position: 'accepted', delivery: 'in progress' },
			{ theirs: 'Action completed', position: 'accepted', delivery: 'delivered' }
		]
	},
	{
		name: 'UPR',
		source:
			'Human Rights Council resolution 5/1, annex, paragraph 32: recommendations that a State supports, and others, which are noted',
		url: 'https://www.ohchr.org/en/hr-bodies/upr/upr-main',
		terms: [
			{ theirs: 'Supported', position: 'accepted' },
			{ theirs: 'Partially supported', position: 'accepted in part' },
			{ theirs: 'Noted', position: 'not accepted' },
			{ theirs: 'Pending', position: 'awaiting response' }
		]
	},
	{
		name: 'Prevention of future deaths',
		source: 'Courts and Tribunals Judiciary, reports to prevent future deaths: status of the responses',
		url: 'https://www.judiciary.uk/prevention-of-future-death-reports/',
		terms: [
			// Whether an answer agrees is only in its text, so one that has come says nothing about the position.
			{ theirs: 'Pending', position: 'awaiting response', delivery: 'no information' },
			{ theirs: 'Overdue', position: 'awaiting response', delivery: 'no information' },
			{
				theirs: 'Historic - No Identified Response',
				position: 'awaiting response',
				delivery: 'no information'
			},
			{ theirs: 'All responded', delivery: 'no information' },
			{ theirs: 'Partially responded', delivery: 'no information' }
		]
	},
	{
		name: 'Replies of governments',
		source: 'The usual words of replies to inquiries and committees; no one body defines them',
		url: null,
		terms: [
			{ theirs: 'Accept', position: 'accepted' },
			{ theirs: 'Agree', position: 'accepted' },
			{ theirs: 'Agreed', position: 'accepted' },
			{ theirs: 'Accepted in full', position: 'accepted' },
			{ theirs: 'Accept in principle', position: 'accepted in principle' },
			{ theirs: 'Partially accepted', position: 'accepted in part' },
			{ theirs: 'Partly accepted', position: 'accepted in part' },
			{ theirs: 'Partially agree', position: 'accepted in part' },
			{ theirs: 'Reject', position: 'not accepted' },
			{ theirs: 'Rejected', position: 'not accepted' },
			{ theirs: 'Disagree', position: 'not accepted' },
			{ theirs: 'Not agreed', position: 'not accepted' }
		]
	},
	{
		name: 'NHS action plans',
		source: 'The usual words and colours (BRAG) of action plans in the NHS; no one body defines them',
		url: null,
		terms: [
			{ theirs: 'Complete', delivery: 'delivered' },
			{ theirs: 'Completed', delivery: 'delivered' },
			{ theirs: 'Done', delivery: 'delivered' },
			{ theirs: 'Closed', delivery: 'delivered' },
			{ theirs: 'Blue', delivery: 'delivered' },
			{ theirs: 'On track', delivery: 'in progress' },
			{ theirs: 'Ongoing', delivery: 'in progress' },
			{ theirs: 'Underway', delivery: 'in progress' },
			{ theirs: 'Under way', delivery: 'in progress' },
			{ theirs: 'Started', delivery: 'in progress' },
			{ theirs: 'Green', delivery: 'in progress' },
			{ theirs: 'Amber', delivery: 'in progress' },
			{ theirs: 'Red', delivery: 'in progress' },
			{ theirs: 'Not yet started', delivery: 'not started' },
			{ theirs: 'To do', delivery: 'not started' },
			{ theirs: 'Not yet due', delivery: 'not started' },
			{ theirs: 'Paused', delivery: 'on hold' },
			{ theirs: 'Abandoned', delivery: 'stopped' },
			{ theirs: 'Withdrawn', delivery: 'stopped' }
		]
	}
];

const RESPONSES: Partial<Record<Position, PublishedResponse>> = {
	accepted: 'accepted',
	'accepted in part': 'partially accepted',
	'accepted in principle': 'partially accepted',
	'not accepted': 'not accepted',
	'awaiting response': 'unknown'
};
const STATUSES: Partial<Record<Delivery | Closure, PublishedStatus>> = {
	'in progress': 'in progress',
	delivered: 'implemented',
	implemented: 'implemented',
	'implemented by alternative means': 'implemented',
	'not implemented': 'not implemented',
	'no information': 'unknown'
};
const STEPS: Partial<Record<Delivery, ActionUpdate['step']>> = {
	'in progress': 'under way',
	delivered: 'done'
};

/** What a word of a vocabulary is in a field of ours. */
const inField: Record<string, (term: Term) => string | undefined> = {
	position: ({ position }) => position,
	delivery: ({ delivery }) => delivery,
	closure: ({ closure }) => closure,
	step: ({ delivery }) => delivery && STEPS[delivery],
	response: ({ position }) => position && RESPONSES[position],
	implementation_status: ({ delivery, closure }) =>
		(closure && STATUSES[closure]) ?? (delivery && STATUSES[delivery])
};

/** A word of ours that is offered for one of theirs, and the vocabulary that it comes from. */
export type Offer = { ours: string; vocabulary: string; source: string; url: string | null };

const same = (text: string) => plainWords(text).join(' ');

/** What is offered for a value of theirs in a field: at most one word for each vocabulary that has it. */
export const offersFor = (field: string, theirs: string): Offer[] => {
	const wanted = same(theirs);
	if (wanted === '') return [];
	return VOCABULARIES.flatMap(({ name, source, url, terms }) => {
		const term = terms.find((one) => same(one.theirs) === wanted);
		const ours = term && inField[field]?.(term);
		return ours ? [{ ours, vocabulary: name, source, url }] : [];
	});
};
