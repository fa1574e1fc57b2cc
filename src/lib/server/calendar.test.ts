import ical from 'ical.js';
import { describe, expect, it } from 'vitest';
import * as reminders from '#db/queries/reminders.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	onBothEngines
} from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import { calendar, type CalendarEntry } from '#lib/domain/calendar.ts';
import { ReminderChoice } from '#lib/domain/reminders.ts';
import { calendarOf, sha256Of } from './calendar.ts';
import { chooseReminders } from './changes/choose-reminders.ts';
import { endCalendar, renewCalendar } from './changes/renew-calendar.ts';

const entry: CalendarEntry = {
	uid: 'assignment-12-action@followthrough.example.org',
	on: '2026-12-31',
	summary: 'Action due: check it; count it, and note it \\ twice',
	description: 'Nordwald Trust\nHSSIB, R-2022-188',
	url: 'https://followthrough.example.org/my-work/12?data=demonstration',
	revised_on: '2026-11-22'
};

/** The file as somebody else's reader of calendars understands it. */
const read = (text: string) =>
	new ical.Component(ical.parse(text) as unknown[]).getAllSubcomponents('vevent').map((found) => {
		const event = new ical.Event(found);
		return {
			uid: event.uid,
			summary: event.summary,
			description: event.description,
			start: event.startDate.toString(),
			isDay: event.startDate.isDate,
			end: event.endDate.toString(),
			url: found.getFirstPropertyValue('url'),
			stamp: String(found.getFirstPropertyValue('dtstamp'))
		};
	});

describe('a calendar file', () => {
	it('is read by another program as it was meant', () => {
		expect(read(calendar('Due dates', [entry]))).toEqual([
			{
				uid: entry.uid,
				summary: entry.summary,
				description: entry.description,
				start: '2026-12-31',
				isDay: true,
				end: '2027-01-01',
				url: entry.url,
				stamp: '2026-11-22T00:00:00Z'
			}
		]);
	});

	it('ends every line as the standard asks, and folds long ones between characters', () => {
		const summary = `${'Prüfe die Armbänder 🩸, bevor Blut genommen wird; '.repeat(12)}Ende.`;
		const text = calendar('Due dates', [{ ...entry, summary }]);
		expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		for (const line of text.split('\r\n')) {
			expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
			expect(line).not.toContain('\uFFFD');
		}
		expect(read(text)[0]?.summary).toBe(summary);
	});

	it('lets no words of anybody begin a line of their own', () => {
		const summary = 'Check it\r\nEND:VEVENT\rBEGIN:VALARM\nACTION:EMAIL\0';
		const text = calendar('Due dates', [{ ...entry, summary }]);
		expect(text.split('\r\n').filter((line) => /^(END:VEVENT|BEGIN:VALARM|ACTION)/.test(line))).toEqual([
			'END:VEVENT'
		]);
		expect(read(text)[0]?.summary).toBe('Check it\nEND:VEVENT\nBEGIN:VALARM\nACTION:EMAIL');
	});

	it('may be empty', () => {
		expect(read(calendar('Due dates', []))).toEqual([]);
	});

	it('stays the same until something is learned', () => {
		expect(calendar('Due dates', [entry])).toBe(calendar('Due dates', [{ ...entry }]));
	});
});

const ORIGIN = 'https://followthrough.example.org';

onBothEngines('somebody’s own calendar', (at) => {
	const somebody = async () => {
		const organisation_id = (await givenOrganisation(at())).id;
		const recommendation_id = (await givenRecommendation(at(), { plain_summary: 'Count the swabs.' })).id;
		const dates = { response_due_on: '2026-12-01', action_due_on: '2027-03-31' };
		const { id } = await givenAssignment(at(), { organisation_id, recommendation_id, ...dates });
		return { id, user: await givenPerson(at(), 'contributor', { organisation_id }) };
	};
	const readBy = async (token: string) => {
		const text = await calendarOf(at(), token, ORIGIN);
		return text === undefined ? undefined : read(text);
	};
	const eventsOf = (person_id: number | null) =>
		at()
			.owner.selectFrom('event')
			.select(['what', 'to_value', 'detail', 'person_id'])
			.where('subject', '=', 'person')
			.where('subject_id', '=', person_id ?? 0)
			.orderBy('id')
			.execute();

	it('holds the dates that their organisation has still to keep, and nobody else’s', async () => {
		const { id, user } = await somebody();
		await somebody();
		const found = await readBy(await renewCalendar(at(user)));
		expect(found?.map(({ uid, summary, start, url }) => ({ uid, summary, start, url }))).toEqual([
			{
				uid: `assignment-${id}-response@followthrough.example.org`,
				summary: 'Reply due: Count the swabs.',
				start: '2026-12-01',
				url: `${ORIGIN}/my-work/${id}`
			},
			expect.objectContaining({
				uid: `assignment-${id}-action@followthrough.example.org`,
				start: '2027-03-31'
			})
		]);
	});

	it('ends with its address: renewed, ended, or its owner suspended', async () => {
		const { user } = await somebody();
		const first = await renewCalendar(at(user));
		const second = await renewCalendar(at(user));
		expect(first).not.toBe(second);
		expect(await readBy(first)).toBeUndefined();
		expect(await readBy(second)).toHaveLength(2);
		const suspended = (since: Date | null) =>
			at().owner.updateTable('person').set({ suspended_at: since }).where('id', '=', user.id).execute();
		await suspended(at().now);
		expect(await readBy(second)).toBeUndefined();
		await suspended(null);
		expect(await readBy(second)).toHaveLength(2);
		await endCalendar(at(user));
		expect(await readBy(second)).toBeUndefined();
		expect(await readBy('A'.repeat(43))).toBeUndefined();
		expect((await eventsOf(user.id)).map(({ to_value }) => to_value)).toEqual([
			'renewed',
			'renewed',
			'ended'
		]);
	});

	it('keeps the hash of its secret and shows it to nobody else', async () => {
		const { user } = await somebody();
		const token = await renewCalendar(at(user));
		const rows = await at()
			.owner.selectFrom('calendar_address')
			.selectAll()
			.where('person_id', '=', user.id)
			.execute();
		expect(Buffer.from(rows[0]?.token_sha256 as Uint8Array).toString('hex')).toBe(
			Buffer.from(sha256Of(token)).toString('hex')
		);
		const { user: other } = await somebody();
		const seenBy = (who: typeof user) =>
			readAs(at(who), (trx) => reminders.calendarMadeAt(trx, user.id as number));
		expect(await seenBy(user)).toEqual(at().now);
		expect(await seenBy(other)).toBeUndefined();
	});

	it('is nobody’s who is not signed in or is suspended', async () => {
		const { user } = await somebody();
		await expect(renewCalendar(at())).rejects.toMatchObject({ kind: 'not-allowed' });
		await expect(renewCalendar(at({ ...user, suspended: true }))).rejects.toMatchObject({
			kind: 'not-allowed'
		});
		await expect(chooseReminders(at(), { weekly_digest: false, notices: false })).rejects.toMatchObject({
			kind: 'not-allowed'
		});
	});
});

onBothEngines('the choice of reminders', (at) => {
	it('is everything until somebody chooses, theirs alone, and kept on the record', async () => {
		const user = await givenPerson(at(), 'registrar');
		const choice = () => readAs(at(user), (trx) => reminders.choice(trx, user.id as number));
		expect(await choice()).toEqual({ weekly_digest: true, notices: true });
		await chooseReminders(at(user), { weekly_digest: false, notices: true });
		await chooseReminders(at(user), { weekly_digest: true, notices: false });
		expect(await choice()).toEqual({ weekly_digest: true, notices: false });
		const other = await givenPerson(at(), 'registrar');
		expect(await readAs(at(other), (trx) => reminders.choice(trx, other.id as number))).toEqual({
			weekly_digest: true,
			notices: true
		});
		const events = await at()
			.owner.selectFrom('event')
			.select(['what', 'to_value', 'detail', 'person_id'])
			.where('subject_id', '=', user.id as number)
			.where('subject', '=', 'person')
			.orderBy('id')
			.execute();
		expect(events.map(({ detail, to_value }) => [detail?.column, to_value])).toEqual([
			['weekly_digest', 'no'],
			['notices', 'yes'],
			['weekly_digest', 'yes'],
			['notices', 'no']
		]);
		expect(events.every(({ what, person_id }) => what === 'amended' && person_id === user.id)).toBe(true);
	});

	it('asks in words for what was not chosen', () => {
		const { error } = ReminderChoice.safeParse({ weekly_digest: 'perhaps' });
		expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
			['weekly_digest', expect.stringContaining('Choose the weekly e-mail from: yes, no')],
			['notices', 'Choose whether you want an e-mail when something happens: yes or no.']
		]);
	});
});
