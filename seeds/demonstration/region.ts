import type { Organisation, OrganisationSet } from '#lib/domain/organisation.ts';
import type { Source } from '#lib/domain/source.ts';

/** The counties of a region that does not exist. */
export const COUNTIES = ['Aldermoor', 'Brackenshire', 'Cawdale', 'Dunmere', 'Eastwold', 'Fennimore'] as const;

const FIRST = [
	'Amber',
	'Birch',
	'Copper',
	'Dun',
	'Elder',
	'Fern',
	'Gorse',
	'Heather',
	'Iron',
	'Juniper',
	'Kestrel',
	'Larch',
	'Merle',
	'Nettle',
	'Otter',
	'Plover',
	'Quarry',
	'Rowan',
	'Sedge',
	'Thistle',
	'Umber',
	'Vetch',
	'Willow',
	'Yarrow'
];
const SECOND = [
	'ford',
	'wick',
	'mere',
	'combe',
	'stead',
	'holme',
	'ley',
	'thwaite',
	'bourne',
	'gate',
	'haven'
];

/** Kinds of trust in the invented region, and how many of every hundred organisations are of each. */
const KINDS = [
	['acute trust', 46, 'Hospitals Trust'],
	['mental health trust', 16, 'Mental Health Trust'],
	['community trust', 12, 'Community Care Trust'],
	['ambulance trust', 6, 'Ambulance Trust'],
	['ICB', 20, 'Integrated Care Board']
] as const;
export type TrustKind = (typeof KINDS)[number][0];

export const NATIONAL_BODY = 'X000';

const kindAt = (index: number, count: number) => {
	let below = 0;
	for (const kind of KINDS) {
		below += (kind[1] * count) / 100;
		if (index < below) return kind;
	}
	return KINDS[0];
};

/**
 * A national body and as many trusts and boards as asked for, none of which exists. The last hospitals trust of the
 * first county ended: `ENDED` merged into `SUCCESSOR`.
 */
export const organisations = (count: number): Organisation[] => [
	{
		code: NATIONAL_BODY,
		name: 'National Care Directorate (invented)',
		kind: 'national body'
	} as Organisation,
	...Array.from({ length: count }, (_, index) => {
		const [kind, , suffix] = kindAt(index, count);
		const place = `${FIRST[index % FIRST.length]}${SECOND[Math.floor(index / FIRST.length + index) % SECOND.length]}`;
		return {
			code: `X${String(index + 1).padStart(3, '0')}`,
			name: `${place} ${suffix}`,
			kind,
			region: COUNTIES[index % COUNTIES.length],
			parent_code: NATIONAL_BODY
		} as Organisation;
	})
];

/** The trust that ended and the one that took its duties over; both hospitals trusts, of different counties. */
export const ENDED = 'X007';
export const SUCCESSOR = 'X008';

/** The groups that a recommendation can be addressed to. */
export const sets: OrganisationSet[] = [
	{
		code: 'X-ALL',
		name: 'All trusts and boards of the invented region',
		kinds: KINDS.map(([kind]) => kind),
		regions: []
	},
	{
		code: 'X-TRUSTS',
		name: 'All trusts of the invented region',
		kinds: KINDS.slice(0, 4).map(([kind]) => kind),
		regions: []
	},
	...KINDS.map(([kind]) => ({
		code: `X-${kind.toUpperCase().replaceAll(' ', '-')}`,
		name: `Every ${kind} of the invented region`,
		kinds: [kind],
		regions: []
	})),
	...COUNTIES.map((county) => ({
		code: `X-${county.toUpperCase()}`,
		name: `All trusts of ${county}`,
		kinds: KINDS.slice(0, 4).map(([kind]) => kind),
		regions: [county]
	}))
];

export const sources: Source[] = [
	{
		code: 'X-OSC',
		name: 'Office for Safer Care (invented)',
		kind: 'investigation body',
		response_rule: 'HSSIB'
	},
	{ code: 'X-OMB', name: 'Ombudsman for Care (invented)', kind: 'ombudsman' },
	{ code: 'X-COR', name: 'Coroner for the invented region', kind: 'coroner', response_rule: 'coroner' },
	{
		code: 'X-COM',
		name: 'Commons Committee on Care (invented)',
		kind: 'parliamentary committee',
		response_rule: 'Commons committee'
	},
	{ code: 'X-INQ', name: 'Inquiry into Maternity Care at Dunmere (invented)', kind: 'inquiry' },
	{ code: 'X-RSB', name: 'Regional Safety Board (invented)', kind: 'oversight board' }
] as Source[];
