import { redirect } from '@sveltejs/kit';
import * as reminders from '#db/queries/reminders.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { dayOf, inWords } from '#lib/domain/day.ts';
import { ReminderChoice } from '#lib/domain/reminders.ts';
import { chooseReminders } from '#lib/server/changes/choose-reminders.ts';
import { endCalendar, renewCalendar } from '#lib/server/changes/renew-calendar.ts';
import { submit } from '#lib/server/form.ts';
import { theInstallation } from '#lib/server/installation.ts';
import { signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/account/reminders';

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	const id = user.id ?? 0;
	const [choice, made_at] = await readAs(locals, async (trx) => [
		await reminders.choice(trx, id),
		await reminders.calendarMadeAt(trx, id)
	]);
	return {
		email: user.email,
		// Nothing is ever sent to an invented person, nor anything where there is no mail server.
		isSent: user.data_set === 'register' && theInstallation().settings.mail !== undefined,
		weekly_digest: choice.weekly_digest ? 'yes' : 'no',
		notices: choice.notices ? 'yes' : 'no',
		calendar_made: made_at ? inWords(dayOf(made_at)) : null,
		saved: url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	choose: async ({ locals, request, url }) => {
		const { data_set } = signedIn(locals, url);
		const rejected = await submit(request, ReminderChoice, (choice) => chooseReminders(locals, choice));
		return rejected ?? redirect(303, link(HERE, { data_set, saved: 'choice' }));
	},
	// The address is shown in the very answer: it is kept nowhere, so no later page could show it.
	calendar: async ({ locals, url }) => {
		signedIn(locals, url);
		return { address: `${url.origin}/calendar/${await renewCalendar(locals)}.ics` };
	},
	'end-calendar': async ({ locals, url }) => {
		const { data_set } = signedIn(locals, url);
		await endCalendar(locals);
		redirect(303, link(HERE, { data_set, saved: 'calendar ended' }));
	}
};
