import { expect, it } from 'vitest';
import type { Person } from '#lib/domain/person.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import { recordSuccessions } from '#lib/server/changes/record-successions.ts';
import { transferDuties } from '#lib/server/changes/transfer-duties.ts';
import { amendAction, planAction } from '#lib/server/changes/plan-action.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines } from '../testing.ts';
import * as strengths from './strengths.ts';

const PLAN = { owner: 'Head of theatres', due_on: '2027-03-01', not_enough: [] };

onBothEngines('how strong actions are', (at) => {
	it('counts each action once that serves something in the scope, as strong as it was on the day', async () => {
		const organisation_id = (await givenOrganisation(at(), { region: 'London' })).id;
		const user = await givenPerson(at(), 'contributor', { organisation_id });
		const asked = [
			await givenAssignment(at(), { organisation_id }),
			await givenAssignment(at(), { organisation_id })
		];
		const serves = asked.map(({ id }) => id);
		const on = (today: string) => ({ ...at(), user, today, now: new Date(`${today}T12:00:00Z`) });
		const plan = { ...PLAN, organisation_id };
		const [first = 0] = await planAction(on('2026-10-01'), [
			{ ...plan, what: 'Train everybody.', strength: 'weaker', serves },
			{ ...plan, what: 'Write a policy.', strength: 'weaker', serves: serves.slice(0, 1) },
			{ ...plan, what: 'Something else.', strength: 'stronger', serves: [] }
		]);
		await planAction(on('2026-11-01'), [{ ...plan, what: 'A checklist.', strength: 'intermediate', serves }]);
		await amendAction(on('2026-11-10'), [
			{
				...plan,
				action_id: first,
				seen_version: undefined,
				what: 'Train everybody.',
				strength: 'not coded',
				serves
			}
		]);
		// From here on what served nothing serves both, and what served one serves nothing.
		await amendAction(on('2026-11-15'), [
			{
				...plan,
				action_id: first + 2,
				seen_version: undefined,
				what: 'Something else.',
				strength: 'stronger',
				serves
			},
			{
				...plan,
				action_id: first + 1,
				seen_version: undefined,
				what: 'Write a policy.',
				strength: 'weaker',
				serves: []
			}
		]);
		const asAt = (asked: Parameters<typeof scopeOf>[0]) =>
			strengths.count(at().reading, scopeOf(asked, 'register', '2026-11-22'));
		const now = [
			{ strength: 'intermediate', n: 1 },
			{ strength: 'not coded', n: 1 },
			{ strength: 'stronger', n: 1 }
		];
		expect(await asAt({})).toEqual(now);
		expect(await asAt({ region: 'London' })).toEqual(now);
		expect(await asAt({ region: 'Midlands' })).toEqual([]);
		expect(await asAt({ as_at: '2026-09-30' })).toEqual([]);
		expect(await asAt({ known_at: '2026-10-31' })).toEqual([{ strength: 'weaker', n: 2 }]);
		expect(await asAt({ as_at: '2026-11-14' })).toEqual([
			{ strength: 'intermediate', n: 1 },
			{ strength: 'not coded', n: 1 },
			{ strength: 'weaker', n: 1 }
		]);
		expect(await asAt({ as_at: '2026-11-09', region: 'London' })).toEqual([
			{ strength: 'intermediate', n: 1 },
			{ strength: 'weaker', n: 2 }
		]);
	});

	it('counts what passed on to a successor as its predecessor’s until then', async () => {
		const [old, successor] = [
			await givenOrganisation(at(), { region: 'South East' }),
			await givenOrganisation(at(), { region: 'South West' })
		];
		const user = await givenPerson(at(), 'contributor', { organisation_id: old.id });
		const registrar = await givenPerson(at(), 'registrar', {});
		const asked = [
			await givenAssignment(at(), { organisation_id: old.id }),
			await givenAssignment(at(), { organisation_id: old.id })
		];
		const serves = asked.map(({ id }) => id);
		const on = (user: Person, today: string) => ({
			...at(),
			user,
			today,
			now: new Date(`${today}T12:00:00Z`)
		});
		const plan = { ...PLAN, organisation_id: old.id, what: 'One connector.', strength: 'stronger' as const };
		const [action_id = 0] = await planAction(on(user, '2026-09-01'), [{ ...plan, serves }]);
		await recordSuccessions(on(registrar, '2026-11-01'), [
			{ code: old.code, successor_code: successor.code, took_over_on: '2026-10-01' }
		]);
		await transferDuties(on(registrar, '2026-11-01'), { from: old.id, to: successor.id, on: '2026-10-01' });
		const after = await givenPerson(at(), 'contributor', { organisation_id: successor.id });
		await amendAction(on(after, '2026-11-10'), [{ ...plan, action_id, seen_version: undefined, serves: [] }]);
		const one = [{ strength: 'stronger', n: 1 }];
		const counted = (asked: Parameters<typeof scopeOf>[0]) =>
			strengths.count(at().reading, scopeOf(asked, 'register', '2026-11-22'));
		const both = async (asked: Parameters<typeof scopeOf>[0]) => [
			await counted({ ...asked, region: 'South East' }),
			await counted({ ...asked, region: 'South West' })
		];
		expect(await both({})).toEqual([[], []]);
		expect(await both({ as_at: '2026-11-05' })).toEqual([[], one]);
		expect(await both({ as_at: '2026-09-30' })).toEqual([one, []]);
		// As at October it had passed on; in October nobody knew it yet.
		expect(await both({ as_at: '2026-10-15' })).toEqual([[], one]);
		expect(await both({ known_at: '2026-10-15' })).toEqual([one, []]);
	});
});
