/**
 * What people call our fields in their spreadsheets, without capitals and with one space between the words. A heading
 * under `sure` means nothing else; one under `perhaps` often does, so a person is asked first.
 */
export const SYNONYMS: Readonly<Record<string, { sure: readonly string[]; perhaps?: readonly string[] }>> = {
	recommendation_ref: {
		sure: [
			'recommendation reference',
			'recommendation number',
			'recommendation no',
			'recommendation id',
			'rec ref',
			'rec no',
			'rec number',
			'rec id',
			'safety recommendation number',
			'safety recommendation reference',
			'reference',
			'reference number'
		],
		perhaps: ['ref', 'ref no', 'id', 'unique id', 'number', 'no', 'recommendation', 'code', 'case number']
	},
	ordinal: {
		sure: [
			'place in the report',
			'number in the report',
			'number in report',
			'order',
			'position in report',
			'paragraph number'
		],
		perhaps: ['no', 'number', 'item', 'item no', 'row']
	},
	summary: {
		sure: [
			'plain summary',
			'plain english summary',
			'recommendation text',
			'recommendation summary',
			'text of recommendation',
			'summary of recommendation',
			'recommendation description',
			'recommendation detail',
			'recommendation details',
			'what was asked',
			'safety recommendation',
			'recommendation wording'
		],
		perhaps: [
			'recommendation',
			'text',
			'description',
			'details',
			'detail',
			'concern',
			'matters of concern',
			'finding',
			'title'
		]
	},
	original_wording: {
		sure: ['original text', 'full text', 'verbatim', 'wording', 'exact wording', 'original recommendation'],
		perhaps: ['text', 'full recommendation']
	},
	addressees: {
		sure: [
			'addressee',
			'recipient',
			'recipients',
			'sent to',
			'addressed to',
			'directed to',
			'made to',
			'this report is being sent to',
			'recommended to',
			'responsible organisation',
			'responsible organisations',
			'responsible body',
			'organisations',
			'agency',
			'agencies affected'
		],
		perhaps: ['organisation', 'owner', 'responsible', 'trust', 'provider', 'for', 'to']
	},
	themes: {
		sure: ['theme', 'topics', 'categories', 'keywords', 'tags'],
		perhaps: ['topic', 'category', 'subject', 'type']
	},
	made_on: {
		sure: [
			'date made',
			'date of recommendation',
			'recommendation date',
			'date issued',
			'issued on',
			'issue date',
			'made'
		],
		perhaps: ['date', 'issued', 'created']
	},
	source_code: { sure: ['issuer code', 'source id'] },
	source_name: {
		sure: [
			'issuer',
			'issuing body',
			'issued by',
			'made by',
			'publisher',
			'recommending body',
			'investigating body',
			'inquiry',
			'source name'
		],
		perhaps: ['source', 'body', 'author', 'coroner', 'coroner name', 'origin']
	},
	source_kind: { sure: ['kind of source', 'source type', 'type of source', 'type of body'] },
	report_ref: {
		sure: [
			'report reference',
			'report number',
			'report no',
			'report id',
			'investigation reference',
			'publication number'
		],
		perhaps: ['case ref', 'case number', 'investigation']
	},
	report_title: {
		sure: [
			'report',
			'report name',
			'title of report',
			'publication',
			'publication title',
			'investigation title',
			'inquiry report',
			'review'
		],
		perhaps: ['title', 'name', 'source', 'document']
	},
	published_on: {
		sure: [
			'date of report',
			'report date',
			'publication date',
			'date published',
			'published',
			'publication date of report'
		],
		perhaps: ['date']
	},
	report_url: { sure: ['report link', 'link to report', 'report web address'], perhaps: ['link', 'url'] },
	source_url: {
		sure: ['web address', 'web page', 'source link', 'link to source', 'page'],
		perhaps: ['link', 'url', 'website', 'href']
	},
	response: {
		sure: [
			'official response',
			'government response',
			'response decision',
			'accepted or rejected',
			'accepted'
		],
		perhaps: ['response', 'position', 'status', 'decision', 'outcome']
	},
	response_on: {
		sure: ['response date', 'date of response', 'date responded', 'responded on', 'reply date']
	},
	response_due_on: {
		sure: ['response due', 'response due date', 'response deadline', 'reply due'],
		perhaps: ['due date']
	},
	action_due_on: {
		sure: [
			'action due',
			'due by',
			'deadline',
			'target date',
			'completion date',
			'implementation date',
			'date due',
			'action deadline'
		],
		perhaps: ['due date', 'due', 'timescale', 'when', 'by when']
	},
	evidence_due_on: { sure: ['evidence due', 'evidence due date', 'evidence deadline'] },
	implementation_status: {
		sure: ['implementation', 'status of implementation', 'implementation progress', 'recommendation status'],
		perhaps: ['status', 'progress', 'state']
	},
	status_note: {
		sure: ['response text', 'response summary', 'response details', 'status note', 'reason for response'],
		perhaps: ['comment', 'comments', 'notes', 'update', 'progress update']
	},
	position: {
		sure: ['position', 'response', 'accepted', 'accept or reject', 'our response'],
		perhaps: ['status', 'decision']
	},
	delivery: {
		sure: [
			'delivery',
			'delivery status',
			'progress status',
			'implementation status',
			'action status',
			'bragg',
			'brag',
			'rag',
			'brag rating',
			'rag rating',
			'rag status'
		],
		perhaps: ['status', 'progress', 'state', 'current status']
	},
	narrative: {
		sure: [
			'narrative',
			'latest update',
			'progress update',
			'update',
			'what we did',
			'progress to date',
			'commentary'
		],
		perhaps: ['comment', 'comments', 'notes', 'progress']
	},
	reason: { sure: ['reason', 'rationale', 'justification', 'why'] },
	barrier: { sure: ['barrier', 'obstacle', 'what stands in the way'], perhaps: ['risk', 'issue', 'issues'] },
	effective_on: {
		sure: [
			'date of update',
			'update date',
			'updated on',
			'as at',
			'status date',
			'date completed',
			'completed on'
		],
		perhaps: ['date']
	},
	evidence_url: { sure: ['link to evidence', 'evidence link'], perhaps: ['evidence', 'link', 'url'] },
	evidence_title: { sure: ['title of evidence'], perhaps: ['evidence'] },
	planned_owner: {
		sure: ['action owner', 'lead', 'responsible officer', 'executive lead'],
		perhaps: ['owner', 'responsible', 'who']
	},
	planned_finish_on: {
		sure: ['planned finish', 'planned completion', 'expected completion', 'forecast date']
	},
	assignment_id: { sure: ['assignment', 'assignment number'] },
	organisation_code: {
		sure: ['ods code', 'ods', 'organisation id', 'trust code', 'provider code', 'org code'],
		perhaps: ['organisation', 'trust', 'provider', 'code']
	},
	recommendation_refs: {
		sure: [
			'recommendations',
			'recommendation',
			'recommendation ref',
			'recommendation reference',
			'rec ref',
			'links to recommendation'
		]
	},
	what: {
		sure: ['action', 'action description', 'what will be done', 'agreed action', 'action required'],
		perhaps: ['description', 'task', 'title']
	},
	owner: {
		sure: [
			'action owner',
			'lead',
			'responsible officer',
			'responsible person',
			'executive lead',
			'accountable'
		],
		perhaps: ['who', 'responsible', 'name']
	},
	due_on: {
		sure: ['due', 'due date', 'deadline', 'target date', 'by when', 'completion date', 'timescale'],
		perhaps: ['when', 'date']
	},
	step: { sure: ['action status', 'progress of action'], perhaps: ['status', 'progress', 'state'] },
	strength: { sure: ['strength of action', 'action strength'] },
	measure_ref: {
		sure: ['measure reference', 'measure id', 'indicator', 'metric'],
		perhaps: ['measure', 'ref', 'id']
	},
	observed_on: {
		sure: ['month', 'period ending', 'as at', 'reporting date', 'observation date'],
		perhaps: ['date', 'period']
	},
	value: { sure: ['result', 'score', 'percentage', 'percent', 'figure'], perhaps: ['number', 'count'] },
	code: { sure: ['organisation code', 'ods code', 'org code', 'trust code'], perhaps: ['id', 'ref'] },
	name: { sure: ['organisation name', 'organisation', 'trust name', 'org name'], perhaps: ['title'] },
	kind: {
		sure: [
			'type',
			'organisation type',
			'recommendation type',
			'type of recommendation',
			'category of recommendation'
		]
	},
	ods_code: { sure: ['ods', 'ods id'] },
	parent_code: { sure: ['parent', 'parent organisation code', 'parent organisation'] },
	region: { sure: ['nhs region', 'nhs england region', 'region name'], perhaps: ['area', 'geography'] },
	opened_on: { sure: ['open date', 'opened', 'opening date', 'start date', 'valid from'] },
	closed_on: { sure: ['close date', 'closed', 'closing date', 'end date', 'valid to'] },
	title: { sure: ['report title', 'name of report', 'title of report'], perhaps: ['name', 'report'] },
	url: { sure: ['link', 'website', 'web address'] },
	intended_outcome: { sure: ['outcome', 'intended outcome', 'desired outcome', 'aim'] },
	measure_of_success: {
		sure: ['success measure', 'measure of success', 'success criteria', 'how will we know']
	},
	cost: { sure: ['estimated cost', 'costs'] },
	benefit: { sure: ['benefits', 'expected benefit'] },
	as_on: { sure: ['observed on', 'date of value'], perhaps: ['date', 'period ending'] },
	measure: { sure: ['measure name', 'indicator', 'metric'] }
};

/** What a word means in files of one kind alone. */
export const OF_KIND: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	reports: { report_ref: ['reference'] },
	measures: { measure_ref: ['reference'], measure: ['name'] },
	observations: { measure_ref: ['reference'] }
};

/** The columns with which every file that can be downloaded here begins: which data it is of, and of which day. */
export const OWN_EXPORT = ['data_set', 'as_at'] as const;

/** The columns of a download that only tell about it, and are no field of a form. */
export const OF_EXPORT: readonly string[] = [...OWN_EXPORT, 'updated_on'];
