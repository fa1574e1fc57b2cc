import { describe, expect, it } from 'vitest';
import { AssignmentUpdate } from '#lib/domain/assignment-update.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { submit } from './form.ts';

const posted = (fields: Record<string, string>) =>
	new Request('http://localhost/my-work/7', { method: 'POST', body: new URLSearchParams(fields) });
const fixed = { assignment_id: '7' };
const never = () => Promise.reject(new Error('It was saved.'));

describe('a posted form', () => {
	it('hands what it says to the change, and has nothing to say when that was saved', async () => {
		const given: unknown[] = [];
		const change = async (update: AssignmentUpdate) => given.push(update);
		const answer = await submit(posted({ narrative: ' Begun. ' }), AssignmentUpdate, change, fixed);
		expect(answer).toBeUndefined();
		expect(given).toMatchObject([{ assignment_id: 7, narrative: 'Begun.' }]);
	});

	it('believes the address and not the form about what it is about', async () => {
		const given: AssignmentUpdate[] = [];
		const change = async (update: AssignmentUpdate) => given.push(update);
		await submit(posted({ narrative: 'Begun.', assignment_id: '8' }), AssignmentUpdate, change, fixed);
		expect(given[0]?.assignment_id).toBe(7);
	});

	it('brings back what was typed with what is wrong beside it', async () => {
		const answer = await submit(
			posted({
				position: 'not accepted',
				'reason--not-accepted': 'We have no such ward.',
				effective_on: 'then'
			}),
			AssignmentUpdate,
			never,
			fixed
		);
		expect(answer).toMatchObject({
			status: 422,
			data: {
				values: { position: 'not accepted', 'reason--not-accepted': 'We have no such ward.' },
				errors: { effective_on: expect.stringContaining('year, month and day') }
			}
		});
	});

	it('puts each of several wants beside its field', async () => {
		const wants = { barrier: 'Choose one.', reason: 'Say why.' };
		const change = () => Promise.reject(new Refusal('not-possible', 'Choose one. Say why.', wants));
		const answer = await submit(posted({ narrative: 'Begun.' }), AssignmentUpdate, change, fixed);
		expect(answer).toMatchObject({ status: 409, data: { errors: wants, message: undefined } });
	});

	it.each([
		['not-allowed', 403],
		['not-found', 404],
		['not-possible', 409]
	] as const)('says why it was refused: %s is %i', async (kind, status) => {
		const change = () => Promise.reject(new Refusal(kind, 'No.'));
		const answer = await submit(posted({ narrative: 'Begun.' }), AssignmentUpdate, change, fixed);
		expect(answer).toMatchObject({ status, data: { values: { narrative: 'Begun.' }, message: 'No.' } });
	});

	it('puts a refusal beside the field that would mend it', async () => {
		const change = () => Promise.reject(new Refusal('not-possible', 'Give an earlier day.', 'effective_on'));
		const answer = await submit(posted({ narrative: 'Begun.' }), AssignmentUpdate, change, fixed);
		expect(answer).toMatchObject({
			data: { errors: { effective_on: 'Give an earlier day.' }, message: undefined }
		});
	});

	it('cannot be taken in by characters that nothing can store, or by a body that is no form', async () => {
		const nul = await submit(posted({ narrative: 'a\0b' }), AssignmentUpdate, never, fixed);
		expect(nul).toMatchObject({ status: 422 });
		const broken = new Request('http://localhost/', {
			method: 'POST',
			body: 'no form',
			headers: { 'content-type': 'multipart/form-data; boundary=x' }
		});
		expect(await submit(broken, AssignmentUpdate, never, fixed)).toMatchObject({ status: 400 });
	});

	it('lets a fault of ours through', async () => {
		const change = () => Promise.reject(new TypeError('broken'));
		await expect(submit(posted({ narrative: 'Begun.' }), AssignmentUpdate, change, fixed)).rejects.toThrow(
			'broken'
		);
	});
});
