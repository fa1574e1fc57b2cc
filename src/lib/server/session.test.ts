import { expect, it } from 'vitest';
import { givenOrganisation, givenPerson, onBothEngines } from '#db/testing.ts';
import { become, personOf } from './session.ts';
import { readSettings } from './settings.ts';

const DATABASE_URL = 'postgres://localhost/followthrough';
const url = new URL('http://localhost:3000/sign-in');

const browser = () => {
	const jar = new Map<string, string>();
	return {
		get: (name: string) => jar.get(name),
		set: (name: string, value: string) => void jar.set(name, value),
		forge: (value: string) => jar.forEach((_, name) => jar.set(name, value))
	};
};

onBothEngines('the person switcher', (testAt) => {
	const demonstrator = async () => {
		const data_set = 'demonstration';
		const organisation = await givenOrganisation(testAt(), { data_set });
		return givenPerson(testAt(), 'contributor', { data_set, organisation_id: organisation.id });
	};

	it('makes somebody an invented person, with the roles of that person', async () => {
		const person = await demonstrator();
		const cookies = browser();
		become(person, cookies, url);
		expect(await personOf({ db: testAt().db, switcher: true }, cookies)).toEqual(person);
	});

	it.each([
		['a server', { DATABASE_URL }],
		['a server that holds the demonstration', { DATABASE_URL, FOLLOWTHROUGH_DEMONSTRATION: 'yes' }],
		['an embedded register alone', { FOLLOWTHROUGH_DEMONSTRATION: 'no' }]
	])('believes no cookie where the database is %s', async (_, env) => {
		const cookies = browser();
		become(await demonstrator(), cookies, url);
		const { switcher } = readSettings(env);
		expect(await personOf({ db: testAt().db, switcher }, cookies)).toBeUndefined();
	});

	it('never makes anybody a real person', async () => {
		const real = await givenPerson(testAt(), 'registrar');
		const cookies = browser();
		become(real, cookies, url);
		expect(await personOf({ db: testAt().db, switcher: true }, cookies)).toBeUndefined();
	});

	it.each(['', '0', '-1', '1 or 1=1', '99999999999999999999', 'NaN', '\0'])(
		'takes the cookie %j for nobody',
		async (value) => {
			const cookies = browser();
			become(await demonstrator(), cookies, url);
			cookies.forge(value);
			expect(await personOf({ db: testAt().db, switcher: true }, cookies)).toBeUndefined();
		}
	);
});
