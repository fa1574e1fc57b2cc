import { expect, it } from 'vitest';
import * as actions from '#db/queries/actions.ts';
import * as actionsInFull from '#db/queries/actions-in-full.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines } from '#db/testing.ts';
import { actionsFile } from '#lib/csv/actions-file.ts';
import { read } from '#lib/csv/read.ts';
import type { Person } from '#lib/domain/person.ts';
import { importTable } from './commit-import.ts';
import { amendAction, planAction } from './plan-action.ts';

const HEADINGS =
	'organisation_code,what,owner,due_on,strength,recommendation_refs,enough_for,step,narrative,no_evidence_reason,effective_on';
const FIT = 'Fit one connector.';

onBothEngines('a file of actions', (testAt) => {
	const bringAs = (person: Person, lines: readonly string[]) =>
		importTable(testAt(person), read('actions.csv', new TextEncoder().encode(lines.join('\n'))), {
			kind: 'actions',
			sha256: new Uint8Array(32),
			commit: true
		});
	/** An organisation that accepted what two recommendations ask, and the registrar. */
	const given = async () => {
		const at = testAt();
		const organisation = await givenOrganisation(at);
		const registrar = await givenPerson(at, 'registrar', {});
		const asked = [];
		for (let n = 0; n < 2; n += 1)
			asked.push(await givenAssignment(at, { organisation_id: organisation.id }));
		const references = [];
		for (const { recommendation_id } of asked)
			references.push(
				(
					await at.db
						.selectFrom('recommendation')
						.select('reference')
						.where('id', '=', recommendation_id)
						.executeTakeFirstOrThrow()
				).reference
			);
		const [first = '', second = ''] = references;
		const bring = (...rows: string[]) => bringAs(registrar, [HEADINGS, ...rows]);
		return { organisation, registrar, asked, first, second, bring, code: organisation.code };
	};
	type Given = Awaited<ReturnType<typeof given>>;
	const actionOf = ({ organisation }: Given) =>
		testAt()
			.db.selectFrom('action')
			.selectAll()
			.where('organisation_id', '=', organisation.id)
			.executeTakeFirstOrThrow();
	const eventsOf = (id: number) =>
		testAt()
			.db.selectFrom('event')
			.selectAll()
			.where('subject', '=', 'action')
			.where('subject_id', '=', id)
			.orderBy('id')
			.execute();
	const deliveryOf = ({ asked }: Given) =>
		testAt()
			.db.selectFrom('assignment')
			.select('delivery')
			.where(
				'id',
				'in',
				asked.map(({ id }) => id)
			)
			.orderBy('id')
			.execute();

	it('plans what is new for what it serves, and changes nothing when it comes again', async () => {
		const all = await given();
		const row = `${all.code},${FIT},Head of theatres,2027-03-01,stronger,${all.first};${all.second},,,,,`;
		expect((await all.bring(row)).problems).toEqual([]);
		const action = await actionOf(all);
		expect(action).toMatchObject({ owner: 'Head of theatres', due_on: '2027-03-01', strength: 'stronger' });
		expect(await actions.links(testAt().db, [action.id])).toMatchObject([
			{ reference: all.first, enough_by_itself: false },
			{ reference: all.second, enough_by_itself: false }
		]);
		const events = await eventsOf(action.id);
		expect(events).toMatchObject([{ what: 'added', person_id: all.registrar.id }]);
		expect((await all.bring(row)).outcome).toEqual({ new: 0, changed: 0, unchanged: 1, refused: 0 });
		expect(await eventsOf(action.id)).toEqual(events);
	});

	it('amends what reads differently, column by column, and what the action serves', async () => {
		const all = await given();
		await all.bring(`${all.code},${FIT},Head of theatres,2027-03-01,stronger,${all.first},,,,,`);
		const { outcome } = await all.bring(
			`${all.code},${FIT},Head of theatres,2027-04-01,stronger,${all.second},${all.second},,,,`
		);
		expect(outcome).toMatchObject({ changed: 1 });
		const { id } = await actionOf(all);
		expect((await eventsOf(id)).slice(1)).toMatchObject([
			{ from_value: all.first, to_value: all.second, detail: { column: 'recommendation_refs' } },
			{ from_value: null, to_value: all.second, detail: { column: 'enough_for' } },
			{ from_value: '2027-03-01', to_value: '2027-04-01', detail: { column: 'due_on' } }
		]);
	});

	it('says what is new once, also where somebody has said more since', async () => {
		const all = await given();
		const row = (rest: string) =>
			`${all.code},${FIT},Head of theatres,2027-03-01,,${all.first};${all.second},${all.first},${rest}`;
		const begun = row('under way,Half are fitted.,,2026-05-01');
		expect((await all.bring(begun)).problems).toEqual([]);
		expect(await deliveryOf(all)).toMatchObject([{ delivery: 'in progress' }, { delivery: 'in progress' }]);
		expect((await all.bring(row('done,All are fitted.,Anybody can see it.,2026-06-01'))).problems).toEqual(
			[]
		);
		expect(await actionOf(all)).toMatchObject({ done_on: '2026-06-01', last_said: 'All are fitted.' });
		// It is enough by itself for the first alone.
		expect(await deliveryOf(all)).toMatchObject([{ delivery: 'delivered' }, { delivery: 'in progress' }]);
		expect((await all.bring(begun)).outcome).toMatchObject({ changed: 0, unchanged: 1 });
		expect(await actionOf(all)).toMatchObject({ done_on: '2026-06-01' });
	});

	it.each([
		[
			'what its organisation was not asked',
			(all: Given, other: string) => `${all.code},${FIT},A,2027-03-01,,${other},,,,,`,
			/was not asked for/
		],
		['news without words', (all: Given) => `${all.code},${FIT},A,2027-03-01,,,,done,,,`, /Say in a line/],
		[
			'enough for what it does not serve',
			(all: Given) => `${all.code},${FIT},A,2027-03-01,,${all.first},${all.second},,,,`,
			/does not serve|not among/
		],
		['a day that is no day', (all: Given) => `${all.code},${FIT},A,soon,,${all.first},,,,,`, /2026-11-22/]
	])('is refused with the reason: %s', async (_, row, why) => {
		const all = await given();
		const stranger = await given();
		const { problems, committed } = await all.bring(row(all, stranger.first));
		expect(committed).toBe(false);
		expect(problems.map((one) => `${one.what} ${one.do}`).join()).toMatch(why);
	});

	it('is what its organisation downloads: taken back in, it changes nothing', async () => {
		const all = await given();
		await all.bring(
			`${all.code},${FIT},=Head of theatres,2027-03-01,stronger,${all.first};${all.second},${all.second},under way,"Half are fitted,
""so far"".",,2026-05-01`,
			`${all.code},-Publish it; twice.,A post,2027-04-01,,,,,,,`
		);
		const speaker = await givenPerson(testAt(), 'contributor', { organisation_id: all.organisation.id });
		const told = await actionsInFull.list(testAt().db, speaker, 100);
		expect(told).toMatchObject([
			{
				owner: '=Head of theatres',
				recommendation_refs: `${all.first};${all.second}`,
				enough_for: all.second
			},
			{ what: '-Publish it; twice.', recommendation_refs: null, step: null }
		]);
		const again = await bringAs(all.registrar, [actionsFile(told)]);
		expect(again).toMatchObject({ problems: [], outcome: { new: 0, changed: 0, unchanged: 2 } });
		const stranger = await givenPerson(testAt(), 'contributor', {
			organisation_id: (await givenOrganisation(testAt())).id
		});
		expect(await actionsInFull.list(testAt().db, stranger, 100)).toEqual([]);
	});

	it('is taken back in where two actions read the same, and tells them apart by their numbers', async () => {
		const all = await given();
		const speaker = await givenPerson(testAt(), 'contributor', { organisation_id: all.organisation.id });
		const plan = { organisation_id: all.organisation.id, what: FIT, due_on: '2027-03-01' };
		const ids = await planAction(
			testAt(speaker),
			['Ward 1', 'Ward 2'].map((owner) => ({
				...plan,
				strength: 'weaker' as const,
				owner,
				serves: [],
				not_enough: []
			}))
		);
		const told = await actionsInFull.list(testAt().db, speaker, 100);
		expect(told.map(({ register_id }) => register_id)).toEqual(ids);
		const again = await bringAs(all.registrar, [actionsFile(told)]);
		expect(again).toMatchObject({ problems: [], outcome: { new: 0, changed: 0, unchanged: 2 } });

		const mended = told.map((one, index) => (index === 1 ? { ...one, what: 'Fit two connectors.' } : one));
		const { outcome } = await bringAs(all.registrar, [actionsFile(mended)]);
		expect(outcome).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
		expect((await eventsOf(ids[1] ?? 0)).at(-1)).toMatchObject({
			from_value: FIT,
			to_value: 'Fit two connectors.',
			detail: { column: 'what' }
		});
	});

	it.each([
		[
			'the number of an action of another organisation',
			(other: number) => other,
			'Anything.',
			/has no action/
		],
		[
			'its words in one row and its number in another',
			(_: number, own: number) => own,
			FIT,
			/Two rows are about/
		]
	])('is refused with the reason: %s', async (_, idOf, what, why) => {
		const [all, stranger] = [await given(), await given()];
		await all.bring(`${all.code},${FIT},A post,2027-03-01,,,,,,,`);
		await stranger.bring(`${stranger.code},${FIT},A post,2027-03-01,,,,,,,`);
		const [own, other] = [await actionOf(all), await actionOf(stranger)];
		const { problems, committed } = await bringAs(all.registrar, [
			'organisation_code,register_id,what,owner,due_on',
			`${all.code},${idOf(other.id, own.id)},Anything.,A post,2027-03-01`,
			...(what === FIT ? [`${all.code},,${FIT},A post,2027-04-01`] : [])
		]);
		expect(committed).toBe(false);
		expect(problems.map((one) => `${one.what} ${one.do}`).join()).toMatch(why);
	});

	it('leaves alone what it has no column for', async () => {
		const all = await given();
		await all.bring(`${all.code},${FIT},Head of theatres,2027-03-01,stronger,${all.first},${all.first},,,,`);
		const { outcome } = await bringAs(all.registrar, [
			'organisation_code,what,owner,due_on',
			`${all.code},${FIT},Head of theatres,2027-03-01`
		]);
		expect(outcome).toMatchObject({ unchanged: 1 });
		expect(await actionOf(all)).toMatchObject({ strength: 'stronger' });
	});

	it('is for the registrar, and not for those who speak for another organisation', async () => {
		const all = await given();
		const contributor = await givenPerson(testAt(), 'contributor', { organisation_id: all.organisation.id });
		const row = `${all.code},${FIT},A,2027-03-01,,,,,,,`;
		await expect(bringAs(contributor, [HEADINGS, row])).rejects.toThrow(/Only the registrar/);
	});

	it('and a form that changes what an action serves leave an event of it', async () => {
		const all = await given();
		await all.bring(`${all.code},${FIT},Head of theatres,2027-03-01,stronger,${all.first},,,,,`);
		const { id } = await actionOf(all);
		const contributor = await givenPerson(testAt(), 'contributor', { organisation_id: all.organisation.id });
		const serves = all.asked.map((one) => one.id);
		const kept = {
			what: FIT,
			owner: 'Head of theatres',
			due_on: '2027-03-01',
			strength: 'stronger'
		} as const;
		await amendAction(testAt(contributor), [
			{ ...kept, action_id: id, seen_version: undefined, serves, not_enough: serves }
		]);
		expect((await eventsOf(id)).at(-1)).toMatchObject({
			to_value: `${all.first}; ${all.second}`,
			detail: { column: 'recommendation_refs' }
		});
	});
});
