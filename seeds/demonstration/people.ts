import type { NewPerson } from '#lib/domain/person.ts';
import type { Chance } from '#lib/domain/chance.ts';

const GIVEN = [
	'Ada',
	'Bashir',
	'Carys',
	'Dev',
	'Efua',
	'Finn',
	'Gita',
	'Hugh',
	'Ines',
	'Jude',
	'Kofi',
	'Lena',
	'Mei',
	'Nuala',
	'Owen',
	'Priya',
	'Rhys',
	'Sadia',
	'Tomas',
	'Wanda'
];
const FAMILY = [
	'Ashdown',
	'Bellweather',
	'Crane',
	'Dray',
	'Ekwall',
	'Fernsby',
	'Grist',
	'Hollis',
	'Ironside',
	'Jessop',
	'Kestrel',
	'Lorne',
	'Marrow',
	'Nettleship',
	'Oakes',
	'Pell',
	'Quill',
	'Rooke',
	'Sallow',
	'Thorne'
];

/** People who do not exist: a contributor and an approver for each organisation, and those who stand above them. */
export const people = (
	chance: Chance,
	organisations: readonly { id: number; code: string }[],
	sources: readonly { id: number; code: string }[]
): NewPerson[] => {
	const named = (role: string, memberships: NewPerson['memberships']): NewPerson => ({
		name: `${chance.pick(GIVEN)} ${chance.pick(FAMILY)}`,
		email: `${role.toLowerCase()}@demonstration.example`,
		memberships
	});
	return [
		...organisations.flatMap(({ id, code }) => [
			named(`contributor.${code}`, [{ role: 'contributor', organisation_id: id }]),
			named(`approver.${code}`, [{ role: 'approver', organisation_id: id }])
		]),
		...sources.map(({ id, code }) => named(`issuer.${code}`, [{ role: 'issuer', source_id: id }])),
		named('verifier.one', [{ role: 'verifier' }]),
		named('verifier.two', [{ role: 'verifier' }]),
		named('verifier.three', [{ role: 'verifier' }]),
		named('secretary', [{ role: 'board' }]),
		named('member', [{ role: 'board' }]),
		named('registrar', [{ role: 'registrar' }]),
		named('administrator', [{ role: 'administrator' }])
	];
};
