import { beforeAll, describe, expect, it } from 'vitest';
import { givenOrganisation, givenPerson, onBothEngines } from '#db/testing.ts';
import type { Person } from '#lib/domain/person.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { codeAt } from '#lib/testing/code.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { beginSecondFactor, giveCode } from '../accounts/second-factor.ts';
import { signInByPassword } from '../accounts/sign-in.ts';
import { givenAccounts, givenPassword, openTestBrowser, PASSWORD } from '../accounts/testing.ts';
import { actorOf, stepOf } from '../session.ts';
import { askForPassword } from './ask-for-password.ts';
import { askForEmail, confirmEmail } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { changeRoles } from './change-roles.ts';
import { choosePassword } from './choose-password.ts';
import { invitePeople } from './invite-people.ts';
import { resetSecondFactors } from './reset-second-factor.ts';
import { makeAdministrator, makeFirstAdministrator, openSetUp } from './make-administrator.ts';
import { reopenPeople, suspendPeople } from './suspend-people.ts';

const NEW = 'nine blue lanterns';

const outcome = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(refusal: unknown) => (refusal instanceof Refusal ? refusal.kind : refusal)
	);

onBothEngines('accounts', (testAt) => {
	const at = (user?: Person) => ({ ...testAt(user), now: new Date() });
	let accounts: Accounts;
	let own: number;
	let other: number;
	let approver: Person;
	let administrator: Person;
	beforeAll(async () => {
		accounts = await givenAccounts(at());
		own = (await givenOrganisation(at())).id;
		other = (await givenOrganisation(at())).id;
		approver = await givenPerson(at(), 'approver', { organisation_id: own });
	});

	/** The path in the newest e-mail to an address. */
	const pathTo = async (email: string): Promise<string> => {
		const mail = await at()
			.owner.selectFrom('mail')
			.select('text')
			.where('to', '=', email)
			.orderBy('id', 'desc')
			.executeTakeFirst();
		return /^\/\S+$/m.exec(mail?.text ?? '')?.[0] ?? 'no e-mail';
	};
	const tokenTo = async (email: string) => (await pathTo(email)).split('/').at(-1) ?? '';
	const signIn = async (email: string, password: string, from = '192.0.2.7', now = new Date()) => {
		const browser = openTestBrowser(accounts, undefined, from);
		const answer = await signInByPassword(accounts, browser.asks(now), { email, password });
		return { browser, answer };
	};
	const invite = (by: Person | undefined, email: string, organisation_id = own) =>
		invitePeople(at(by), [
			{ name: 'Ada Crane', email, role: 'contributor', organisation_id, source_id: undefined }
		]);

	describe('the first administrator', () => {
		it('is one, however many try at once, and the page is dead afterwards', async () => {
			const path = (await openSetUp(at())) ?? '';
			const another = (await openSetUp(at())) ?? '';
			const tokens = [path, another].map((each) => each.split('token=')[1] ?? '');
			const tries = await Promise.all(
				Array.from({ length: 50 }, (_, n) =>
					outcome(
						makeFirstAdministrator(at(), {
							token: tokens[n % 2] ?? '',
							name: 'Nuala Rooke',
							email: `first-${n}@example.org`,
							new_password: PASSWORD
						})
					)
				)
			);
			expect(tries.filter((each) => each === 'done')).toHaveLength(1);
			expect(tries.filter((each) => each === 'not-found')).toHaveLength(49);
			const made = await at()
				.db.selectFrom('membership as m')
				.innerJoin('person as p', 'p.id', 'm.person_id')
				.select(['p.id', 'p.email', 'p.name'])
				.where('role', '=', 'administrator')
				.where('p.email', 'like', 'first-%')
				.execute();
			expect(made).toHaveLength(1);
			expect(await openSetUp(at())).toBeUndefined();
			const { browser } = await signIn(made[0]?.email ?? '', PASSWORD);
			const session = await browser.is();
			expect(session && stepOf(session)).toBe('set codes up');
			administrator = session?.person as Person;
		});

		it('can be named on the command line, and gets in by a link', async () => {
			const path = await makeAdministrator(at(), { name: 'Owen Pell', email: 'owen@example.org' });
			const token = path.split('/').at(-1) ?? '';
			await choosePassword(at(), { kind: 'invitation', token, new_password: NEW });
			expect((await (await signIn('owen@example.org', NEW)).browser.is())?.person.name).toBe('Owen Pell');
		});
	});

	describe('an invitation', () => {
		it('lets somebody in once, as what they were invited for', async () => {
			const email = 'ada@example.org';
			await invite(approver, email);
			const token = await tokenTo(email);
			const choose = () => choosePassword(at(), { kind: 'invitation', token, new_password: NEW });
			const tries = await Promise.all([outcome(choose()), outcome(choose())]);
			expect(tries.sort()).toEqual(['done', 'not-found']);
			expect(await outcome(choose())).toBe('not-found');
			const { browser } = await signIn(email, NEW);
			expect(actorOf(await browser.is())?.memberships).toEqual([
				{ role: 'contributor', organisation_id: own, source_id: null }
			]);
		});

		it('is the approver’s to give within the own organisation alone', async () => {
			expect(await outcome(invite(approver, 'elsewhere@example.org', other))).toBe('not-found');
			expect(await outcome(invite(undefined, 'nobody@example.org'))).toBe('not-found');
			const contributor = await givenPerson(at(), 'contributor', { organisation_id: own });
			expect(await outcome(invite(contributor, 'by-contributor@example.org'))).not.toBe('done');
			const asBoard = invitePeople(at(approver), [
				{ name: 'X', email: 'x@example.org', role: 'board', organisation_id: own, source_id: undefined }
			]);
			expect(await outcome(asBoard)).toBe('not-allowed');
			const made = at()
				.db.selectFrom('person')
				.select('id')
				.where('email', 'in', ['elsewhere@example.org', 'nobody@example.org', 'x@example.org']);
			expect(await made.execute()).toEqual([]);
		});

		it('refuses common passwords and the own name', async () => {
			const email = 'common@example.org';
			await invite(approver, email);
			const token = await tokenTo(email);
			for (const new_password of ['password2026!', 'aaaaaaaaaaaa', 'followthrough1', '1qaz2wsx3edc'])
				expect(await outcome(choosePassword(at(), { kind: 'invitation', token, new_password }))).toBe(
					'not-possible'
				);
			expect(await outcome(choosePassword(at(), { kind: 'invitation', token, new_password: NEW }))).toBe(
				'done'
			);
		});

		it('is on the record: who, what and to whom, and not on the public one', async () => {
			const email = 'recorded@example.org';
			const [id = 0] = await invite(approver, email);
			const events = await at()
				.db.selectFrom('event')
				.select(['what', 'to_value', 'person_id'])
				.where('subject', '=', 'person')
				.where('subject_id', '=', id)
				.orderBy('id')
				.execute();
			expect(events).toEqual([
				{ what: 'added', to_value: null, person_id: approver.id },
				{ what: 'amended', to_value: 'contributor', person_id: approver.id }
			]);
		});
	});

	it('a change of roles ends the session, and the next one has the new roles', async () => {
		const person = await givenPerson(at(), 'contributor', { organisation_id: own });
		await givenPassword(at(), person.id);
		const { browser } = await signIn(person.email, PASSWORD);
		const { id: membership_id } = await at()
			.db.selectFrom('membership')
			.select('id')
			.where('person_id', '=', person.id)
			.executeTakeFirstOrThrow();
		const give = { person_id: person.id ?? 0, organisation_id: own, source_id: undefined };
		await changeRoles(at(approver), { take: [{ membership_id }], give: [{ ...give, role: 'approver' }] });
		expect(await browser.is()).toBeUndefined();
		const again = await signIn(person.email, PASSWORD);
		expect((await again.browser.is())?.person.memberships.map(({ role }) => role)).toEqual(['approver']);
		const stranger = await givenPerson(at(), 'approver', { organisation_id: other });
		const theirs = await at()
			.db.selectFrom('membership')
			.select('id')
			.where('person_id', '=', person.id)
			.executeTakeFirstOrThrow();
		expect(await outcome(changeRoles(at(stranger), { take: [{ membership_id: theirs.id }] }))).toBe(
			'not-found'
		);
	});

	it('only an administrator suspends, and it counts at once', async () => {
		const person = await givenPerson(at(), 'contributor', { organisation_id: own });
		await givenPassword(at(), person.id);
		const { browser } = await signIn(person.email, PASSWORD);
		expect(await outcome(suspendPeople(at(approver), [person.id ?? 0]))).toBe('not-allowed');
		expect(await browser.is()).toBeDefined();
		await suspendPeople(at(administrator), [person.id ?? 0]);
		expect(await browser.is()).toBeUndefined();
		expect(await outcome(signIn(person.email, PASSWORD))).toBe('not-allowed');
		await reopenPeople(at(administrator), [person.id ?? 0]);
		expect(await outcome(signIn(person.email, PASSWORD))).toBe('done');
		expect(await outcome(suspendPeople(at(administrator), [administrator.id ?? 0]))).toBe('not-possible');
	});

	it('a forgotten password is chosen anew by a link that works once, and all sessions end', async () => {
		const person = await givenPerson(at(), 'contributor', { organisation_id: own });
		await givenPassword(at(), person.id);
		const { browser } = await signIn(person.email, PASSWORD);
		await askForPassword(at(), { email: person.email });
		const token = await tokenTo(person.email);
		expect(await outcome(choosePassword(at(), { kind: 'invitation', token, new_password: NEW }))).toBe(
			'not-found'
		);
		const inAnHour = { ...at(), now: new Date(Date.now() + 61 * 60_000) };
		expect(await outcome(choosePassword(inAnHour, { kind: 'password', token, new_password: NEW }))).toBe(
			'not-found'
		);
		await choosePassword(at(), { kind: 'password', token, new_password: NEW });
		expect(await browser.is()).toBeUndefined();
		expect(await outcome(signIn(person.email, NEW))).toBe('done');
		expect(await outcome(signIn(person.email, PASSWORD))).toBe('not-allowed');
		await askForPassword(at(), { email: 'nobody-at-all@example.org' });
		expect(await pathTo('nobody-at-all@example.org')).toBe('no e-mail');
	});

	it('an address is changed once somebody reads at the new one', async () => {
		const person = { ...(await givenPerson(at(), 'contributor', { organisation_id: own })) } as Person & {
			id: number;
		};
		await givenPassword(at(), person.id);
		const email = `moved-${person.id}@example.org`;
		expect(await outcome(askForEmail(at(), person, { email, password: 'wrong' }))).toBe('not-allowed');
		await askForEmail(at(), person, { email, password: PASSWORD });
		expect(await outcome(signIn(email, PASSWORD))).toBe('not-allowed');
		const token = await tokenTo(email);
		await confirmEmail(at(), token);
		expect(await outcome(confirmEmail(at(), token))).toBe('not-found');
		expect(await outcome(signIn(email, PASSWORD))).toBe('done');
		expect(await outcome(signIn(person.email, PASSWORD))).toBe('not-allowed');
		await askForEmail(at(), { ...person, email }, { email: approver.email, password: PASSWORD });
		expect(await pathTo(approver.email)).toBe('no e-mail');
	});

	it('a password that is changed ends the other sessions and not this one', async () => {
		const person = await givenPerson(at(), 'contributor', { organisation_id: own });
		await givenPassword(at(), person.id);
		const here = await signIn(person.email, PASSWORD);
		const there = await signIn(person.email, PASSWORD);
		const session = await here.browser.is();
		if (!session) throw new Error('Nobody is signed in.');
		const wrong = changePassword(at(), session, { password: 'wrong', new_password: NEW });
		expect(await outcome(wrong)).toBe('not-allowed');
		await changePassword(at(), session, { password: PASSWORD, new_password: NEW });
		expect(await here.browser.is()).toBeDefined();
		expect(await there.browser.is()).toBeUndefined();
	});

	it('codes are set up, asked for, and a recovery code works once', async () => {
		const verifier = await givenPerson(at(), 'verifier');
		await givenPassword(at(), verifier.id);
		const { browser } = await signIn(verifier.email, PASSWORD);
		const first = browser.jar.get('__Host-followthrough.session_token');
		const session = await browser.is();
		if (!session) throw new Error('Nobody is signed in.');
		expect(await outcome(beginSecondFactor(accounts, browser.asks(), session, 'wrong'))).toBe('not-allowed');
		const { secret, recovery_codes } = await beginSecondFactor(accounts, browser.asks(), session, PASSWORD);
		expect(recovery_codes).toHaveLength(10);
		expect(await outcome(giveCode(accounts, browser.asks(), session, '000000'))).toBe('not-allowed');
		await giveCode(accounts, browser.asks(), session, codeAt(secret, new Date()));
		expect(actorOf(await browser.is())?.id).toBe(verifier.id);
		expect(browser.jar.get('__Host-followthrough.session_token')).not.toBe(first);

		const next = await signIn(verifier.email, PASSWORD);
		expect(next.answer).toBe('code');
		expect(await next.browser.is()).toBeUndefined();
		expect(await outcome(giveCode(accounts, next.browser.asks(), undefined, 'wrong-codes'))).toBe(
			'not-allowed'
		);
		await giveCode(accounts, next.browser.asks(), undefined, recovery_codes[0] ?? '');
		expect(actorOf(await next.browser.is())?.id).toBe(verifier.id);
		const last = await signIn(verifier.email, PASSWORD);
		expect(await outcome(giveCode(accounts, last.browser.asks(), undefined, recovery_codes[0] ?? ''))).toBe(
			'not-allowed'
		);
		await giveCode(accounts, last.browser.asks(), undefined, codeAt(secret, new Date()));
		expect(actorOf(await last.browser.is())?.id).toBe(verifier.id);
	});

	it('codes that are lost are reset by an administrator with the reason, and set up anew', async () => {
		const resetter = await givenPerson(at(), 'administrator');
		const verifier = await givenPerson(at(), 'verifier');
		await givenPassword(at(), verifier.id);
		const { browser } = await signIn(verifier.email, PASSWORD);
		const session = await browser.is();
		if (!session) throw new Error('Nobody is signed in.');
		const person_id = session.person.id;
		const reset = (by: Person | undefined, id = person_id) =>
			outcome(resetSecondFactors(at(by), [{ person_id: id, reason: 'She showed her card.' }]));
		expect(await reset(resetter)).toBe('not-possible');
		const { secret } = await beginSecondFactor(accounts, browser.asks(), session, PASSWORD);
		await giveCode(accounts, browser.asks(), session, codeAt(secret, new Date()));

		for (const by of [undefined, approver, verifier]) expect(await reset(by)).toBe('not-allowed');
		expect(await reset(resetter, resetter.id ?? 0)).toBe('not-possible');
		expect(await reset(resetter, 999_999)).toBe('not-found');
		expect(actorOf(await browser.is())?.id).toBe(person_id);

		expect(await reset(resetter)).toBe('done');
		expect(await browser.is()).toBeUndefined();
		const told = await at()
			.owner.selectFrom('event')
			.select(['reason', 'person_id'])
			.where('subject', '=', 'person')
			.where('subject_id', '=', person_id)
			.where('to_value', '=', 'reset')
			.execute();
		expect(told).toEqual([{ reason: 'She showed her card.', person_id: resetter.id }]);
		const next = await signIn(verifier.email, PASSWORD);
		expect(next.answer).not.toBe('code');
		const anew = await next.browser.is();
		expect(anew && stepOf(anew)).toBe('set codes up');
		expect(await pathTo(verifier.email)).toBe('/sign-in/forgotten');
	});

	describe('many tries', () => {
		// However long a password takes to be looked at, all of them come at one moment: the wait begins with a second.
		let now: Date;
		beforeAll(() => void (now = new Date()));

		it('slow down the account, known or not, from wherever they come, and for no longer than a minute', async () => {
			const sentences = new Set<string>();
			for (const email of [approver.email, 'unknown@example.org']) {
				for (let n = 0; n < 5; n += 1) await outcome(signIn(email, 'wrong password', `198.51.100.${n}`, now));
				const slowed = await signIn(email, 'wrong password', '198.51.100.77', now).catch(
					(refusal) => refusal
				);
				sentences.add(slowed.message.replace(/\d+ seconds?/, 'so long'));
			}
			expect([...sentences]).toEqual(['There were many tries. Wait so long, then try again.']);
			const free = await at().db.selectFrom('auth.try').select('free_at').execute();
			for (const { free_at } of free) expect(free_at.getTime() - Date.now()).toBeLessThanOrEqual(60_000);
		});

		it('are counted when many come at once', async () => {
			const tries = await Promise.all(
				Array.from({ length: 20 }, (_, n) =>
					outcome(signIn('at-once@example.org', 'wrong', `203.0.113.${n}`, now))
				)
			);
			expect(tries.filter((each) => each === 'not-allowed')).toHaveLength(5);
		});
	});
});
