/** Everybody who may come to a door of the product: with what they hold, and where they hold it. */
export const KINDS = [
	'public',
	'suspended',
	'contributor',
	'approver',
	'contributor elsewhere',
	'approver elsewhere',
	'verifier',
	'issuer',
	'board',
	'registrar',
	'administrator'
] as const;
export type Kind = (typeof KINDS)[number];

type Outcome = 'sign in' | 'nothing here' | 'refused';

/** One door: who may go through, what the others are told, and what is sent there to find out. */
export type Line = {
	may: readonly Kind[];
	/** What the public and the suspended are told. */
	nobody: Outcome;
	/** What somebody is told who is signed in and may not. */
	others: Outcome;
	/** What some of them are told instead. */
	told?: Partial<Record<Kind, Outcome>>;
	/** The address, with the numbers of what belongs to the first organisation: `/my-work/{assignment}`. */
	at?: string;
	form?: Record<string, string>;
	json?: Record<string, unknown>;
};

export const EVERYBODY: readonly Kind[] = KINDS;
const SIGNED_IN = KINDS.filter((kind) => kind !== 'public' && kind !== 'suspended');
const OWN: readonly Kind[] = ['contributor', 'approver'];
const SPEAKERS: readonly Kind[] = [...OWN, 'contributor elsewhere', 'approver elsewhere'];

const open = (at?: string): Line => ({
	may: EVERYBODY,
	nobody: 'sign in',
	others: 'nothing here',
	...(at && { at })
});
const only = (may: readonly Kind[], line: Partial<Line> = {}): Line => ({
	may,
	nobody: 'sign in',
	others: 'nothing here',
	...line
});

/** A form of the update screen: whoever is not of the organisation finds nothing there. */
const MINE: Partial<Line> = { at: '/my-work/{assignment}', nobody: 'nothing here' };
const MANAGED = only(['administrator'], { at: '/admin/people/{colleague}', nobody: 'nothing here' });
const UPDATE = { narrative: 'We go on.' };

/** A form of an import, which only those who keep the register find. */
const IMPORTED = (step: string): Partial<Line> => ({
	at: `/register/imports/{import}/${step}`,
	nobody: 'nothing here'
});

/** A form of a paper that is not published yet: nobody else finds it. */
const PAPER = (form: string): Line =>
	only(['board'], { at: `/papers/{paper}${form}`, nobody: 'nothing here' });

/** A part of a meeting, which only the board finds. */
const MEETING = (tab: string): Line => only(['board'], { at: `/board/meetings/{meeting}${tab}` });

/** The one table of who may go through which door. A door that is not in it fails the test. */
export const PERMISSIONS: Record<string, Line> = {
	'GET /': open(),
	'GET /corrections': open(),
	'GET /corrections.csv': open(),
	'GET /corrections/new': open(),
	'POST /corrections/new': open(),
	'GET /data': open(),
	'GET /data/[file].[format]': open('/data/recommendations.csv'),
	'GET /data/api': open(),
	'GET /families': open(),
	'GET /families/[slug]': open('/families/{family}'),
	'GET /families/[slug]/timeline.csv': open('/families/{family}/timeline.csv'),
	'GET /healthz': open(),
	'GET /method': open(),
	'GET /organisations': open(),
	'GET /organisations/[code]': open('/organisations/{organisation}'),
	'GET /organisations/[code]/peers.csv': open('/organisations/{organisation}/peers.csv'),
	'GET /papers': open(),
	'GET /papers/[slug]': PAPER(''),
	'GET /papers/[slug].[form]': PAPER('.json'),
	'GET /papers/[slug]/since': PAPER('/since'),
	'GET /progress': open(),
	'GET /progress/compare': open(),
	'GET /progress/[figure].csv': open('/progress/cascade.csv'),
	'GET /progress/[figure]/embed': open('/progress/cascade/embed'),
	'GET /readyz': open(),
	'GET /recommendations': open(),
	'GET /recommendations.csv': open(),
	'GET /recommendations/[...parts]': open('/recommendations/R/2022/188'),
	'GET /recommendations/[reference]': open('/recommendations/{recommendation}'),
	'GET /recommendations/[reference]/[measure].csv': only([], {
		at: '/recommendations/{recommendation}/none.csv',
		nobody: 'nothing here'
	}),
	'GET /reports': open(),
	'GET /reports/[reference]': open('/reports/{report}'),
	'GET /reports/[reference]/matrix': open('/reports/{report}/matrix'),
	'GET /reports/[reference]/matrix.csv': open('/reports/{report}/matrix.csv'),
	'GET /sources': open(),
	'GET /sources/[code]': open('/sources/{source}'),
	'GET /themes': open(),
	'GET /themes/[code]': open('/themes/MATERNITY'),

	'GET /sign-in': open(),

	'GET /account': only(SIGNED_IN),
	// Nobody invented has a password to change, nor a session of their own to end.
	'POST /account?/password': only([]),
	'POST /account?/email': only([]),
	'POST /account?/end': only([]),
	'GET /account/e-mail/[token]': only([], { at: '/account/e-mail/nobody', nobody: 'nothing here' }),
	'POST /account/e-mail/[token]': only([], { at: '/account/e-mail/nobody', nobody: 'nothing here' }),
	// Nobody invented has anything for a second factor to protect.
	'GET /account/second-factor': only([]),
	'POST /account/second-factor?/begin': only([]),
	'POST /account/second-factor?/confirm': only([]),
	'POST /account/second-factor?/codes': only([]),
	'POST /account/second-factor?/end': only([]),
	'GET /account/reminders': only(SIGNED_IN),
	'POST /account/reminders?/choose': only(SIGNED_IN, { form: { weekly_digest: 'yes', notices: 'yes' } }),
	'POST /account/reminders?/calendar': only(SIGNED_IN),
	'POST /account/reminders?/end-calendar': only(SIGNED_IN),
	'GET /account/views': only(SIGNED_IN),
	'POST /account/views?/save': only(SIGNED_IN, { form: { page: 'progress', name: 'The whole' } }),
	// Nobody has a view by that number.
	'POST /account/views?/rename': only([], { form: { view_id: '999999', name: 'All' } }),
	'POST /account/views?/subscribe': only([], { form: { view_id: '999999', monthly: 'yes' } }),
	'POST /account/views?/delete': only([], { form: { view_id: '999999' } }),
	'GET /account/views/stop/[token]': only([], { at: '/account/views/stop/nobody', nobody: 'nothing here' }),
	'POST /account/views/stop/[token]': only([], { at: '/account/views/stop/nobody', nobody: 'nothing here' }),
	'GET /calendar/[token].ics': only([], { at: '/calendar/nobody.ics', nobody: 'nothing here' }),

	'GET /admin/jobs': only(['administrator']),
	'GET /admin/outbox': only(['administrator']),
	'GET /admin/people': only(['administrator']),
	'GET /admin/people/[person]': only(['administrator'], { at: '/admin/people/{colleague}' }),
	'POST /admin/people/[person]?/give': MANAGED,
	'POST /admin/people/[person]?/take': MANAGED,
	'POST /admin/people/[person]?/again': MANAGED,
	'POST /admin/people/[person]?/suspend': MANAGED,
	'POST /admin/people/[person]?/reopen': MANAGED,
	'POST /admin/people/[person]?/reset': { ...MANAGED, form: { reason: 'They showed their card.' } },
	'GET /admin/people/invite': only(['administrator']),
	'POST /admin/people/invite': only(['administrator'], { nobody: 'nothing here' }),

	'GET /board': only(['verifier', 'issuer', 'board']),
	'GET /board/claims': only(['verifier']),
	'GET /board/claims/[assignment]': only(['verifier'], { at: '/board/claims/{claim}' }),
	'POST /board/claims/[assignment]?/judge': only(['verifier'], {
		at: '/board/claims/{claim}',
		nobody: 'nothing here'
	}),
	'POST /board/claims/[assignment]?/verdict': only(['verifier'], {
		at: '/board/claims/{claim}',
		nobody: 'nothing here',
		form: { result: 'assured', method: 'data', reason: 'The audit shows it.' }
	}),
	'GET /board/claims/re-checks': only(['verifier']),
	'GET /board/claims/samples': only(['verifier', 'board']),
	'POST /board/claims/samples': only(['verifier', 'board'], {
		form: { drawn: '1', reason: 'There are more than can be checked.' }
	}),
	'GET /board/claims/samples/[sample]': only([], { at: '/board/claims/samples/2147483647' }),
	'GET /board/escalations': only(['board']),
	'GET /board/escalations/[assignment]': only(['board'], { at: '/board/escalations/{assignment}' }),
	'POST /board/escalations/[assignment]': only(['board'], { at: '/board/escalations/{assignment}' }),
	'GET /board/extensions': only(['issuer', 'board']),
	'POST /board/extensions?/grant': only(['issuer', 'board']),
	'POST /board/extensions?/refuse': only(['issuer', 'board']),
	'GET /board/assign/[reference]': only(['board'], { at: '/board/assign/{recommendation}' }),
	'POST /board/assign/[reference]?/assign': only(['board'], {
		at: '/board/assign/{recommendation}',
		nobody: 'nothing here'
	}),
	'GET /board/priorities': only(['board']),
	'GET /board/priorities/weights': only(['board']),
	'POST /board/priorities/weights': only(['board'], { nobody: 'nothing here' }),
	'GET /board/priorities/[reference]': only(['board'], { at: '/board/priorities/{recommendation}' }),
	'POST /board/priorities/[reference]?/score': only(['board'], {
		at: '/board/priorities/{recommendation}',
		nobody: 'nothing here'
	}),
	'GET /board/inbox': only(['board']),
	'GET /board/inbox/[reference]': only(['board'], { at: '/board/inbox/{recommendation}' }),
	'POST /board/inbox/[reference]?/decide': only(['board'], {
		at: '/board/inbox/{recommendation}',
		nobody: 'nothing here'
	}),
	'GET /board/meetings': only(['board']),
	'GET /board/meetings/new': only(['board']),
	'POST /board/meetings/new': only(['board']),
	'GET /board/meetings/[id]': MEETING(''),
	'GET /board/meetings/[id]/before': MEETING('/before'),
	'POST /board/meetings/[id]/before?/day': MEETING('/before'),
	'POST /board/meetings/[id]/before?/add': MEETING('/before'),
	'POST /board/meetings/[id]/before?/offer': MEETING('/before'),
	'POST /board/meetings/[id]/before?/move': MEETING('/before'),
	'POST /board/meetings/[id]/before?/done': MEETING('/before'),
	'POST /board/meetings/[id]/before?/freeze': MEETING('/before'),
	'GET /board/meetings/[id]/during': MEETING('/during'),
	'POST /board/meetings/[id]/during?/minute': MEETING('/during'),
	'GET /board/meetings/[id]/after': MEETING('/after'),
	'POST /board/meetings/[id]/after?/publish': MEETING('/after'),
	'GET /evidence/[id]': only([...OWN, 'verifier', 'board'], {
		at: '/evidence/{evidence}',
		nobody: 'nothing here'
	}),

	'GET /register/imports': only(['registrar']),
	'POST /register/imports': only(['registrar'], { nobody: 'nothing here' }),
	'GET /register/imports/[id]': only(['registrar'], { at: '/register/imports/{import}' }),
	'GET /register/imports/[id]/columns': only(['registrar'], { at: '/register/imports/{import}/columns' }),
	'POST /register/imports/[id]/columns?/match': only(['registrar'], IMPORTED('columns')),
	'POST /register/imports/[id]/columns?/cancel': only(['registrar'], IMPORTED('columns')),
	'GET /register/imports/[id]/check': only(['registrar'], { at: '/register/imports/{import}/check' }),
	'POST /register/imports/[id]/check?/commit': only(['registrar'], IMPORTED('check')),
	'POST /register/imports/[id]/check?/cancel': only(['registrar'], IMPORTED('check')),
	'GET /register/imports/[id]/done': only(['registrar'], { at: '/register/imports/{import}/done' }),
	'POST /register/imports/[id]/done?/cancel': only(['registrar'], IMPORTED('done')),
	'POST /register/imports/[id]/done?/undo': only(['registrar'], IMPORTED('done')),
	'GET /register/imports/templates/[file]': only(['registrar'], {
		at: '/register/imports/templates/themes.csv'
	}),
	'GET /register/corrections': only(['registrar']),
	'POST /register/corrections': only(['registrar'], { nobody: 'nothing here' }),
	'GET /register/families': only(['registrar']),
	'POST /register/families?/judge': only(['registrar'], { nobody: 'nothing here' }),
	'POST /register/families?/look': only(['registrar'], { nobody: 'nothing here' }),
	'GET /register/families/[slug]': only(['registrar'], { at: '/register/families/{family}' }),
	'POST /register/families/[slug]?/join': only(['registrar'], {
		at: '/register/families/{family}',
		nobody: 'nothing here'
	}),
	'POST /register/families/[slug]?/leave': only(['registrar'], {
		at: '/register/families/{family}',
		nobody: 'nothing here'
	}),
	'GET /register/successions': only(['registrar']),
	'POST /register/successions': only(['registrar'], { nobody: 'nothing here' }),
	'GET /register/links': only(['registrar']),
	'POST /register/links?/link': only(['registrar'], { nobody: 'nothing here' }),
	'POST /register/links?/unlink': only(['registrar'], { nobody: 'nothing here' }),
	'GET /register/imports/[id]/rest.csv': only(['registrar'], { at: '/register/imports/{import}/rest.csv' }),

	'GET /my-work': only(SIGNED_IN),
	'GET /my-work/[assignment]': only(OWN, { at: '/my-work/{assignment}' }),
	'POST /my-work/[assignment]?/update': only(OWN, { at: '/my-work/{assignment}', form: UPDATE }),
	'POST /my-work/[assignment]?/discard': only(OWN, MINE),
	'POST /my-work/[assignment]?/undo': only(OWN, MINE),
	'POST /my-work/[assignment]?/extend': only(OWN, {
		...MINE,
		form: { clock: 'action', asked_for_on: '2030-01-31', reason: 'The builder is late.', barrier: 'estate' }
	}),
	'POST /my-work/[assignment]?/sign-off': only(['approver'], { ...MINE, told: { contributor: 'refused' } }),
	'POST /my-work/[assignment]?/return': only(['approver'], {
		...MINE,
		told: { contributor: 'refused' },
		form: { reason: 'The audit is of another ward.' }
	}),
	'POST /my-work/[assignment]?/publish': only(['approver'], {
		...MINE,
		told: { contributor: 'refused' },
		form: { evidence_id: '{evidence}', is_public: 'no' }
	}),
	'POST /my-work/[assignment]?/state': only(['approver'], { ...MINE, told: { contributor: 'refused' } }),
	'GET /my-work/actions': only(SPEAKERS),
	'GET /my-work/actions/actions.csv': only(SPEAKERS),
	'GET /my-work/actions/new': only(SPEAKERS),
	'POST /my-work/actions/new': only(SPEAKERS),
	'GET /my-work/actions/[action]': only(OWN, { at: '/my-work/actions/{action}' }),
	'POST /my-work/actions/[action]?/update': only(OWN, {
		at: '/my-work/actions/{action}',
		nobody: 'nothing here',
		form: UPDATE
	}),
	'POST /my-work/actions/[action]?/amend': only(OWN, {
		at: '/my-work/actions/{action}',
		nobody: 'nothing here'
	}),
	'GET /my-work/extensions': only(SPEAKERS),
	'GET /my-work/measures': only(SPEAKERS),
	'POST /my-work/measures': only(SPEAKERS),
	'GET /my-work/measures/[measure]': only(OWN, { at: '/my-work/measures/{measure}' }),
	'GET /my-work/measures/[measure]/xmr.csv': only(OWN, { at: '/my-work/measures/{measure}/xmr.csv' }),
	'POST /my-work/measures/[measure]?/enter': only(OWN, { at: '/my-work/measures/{measure}' }),
	'POST /my-work/measures/[measure]?/mark': only(OWN, { at: '/my-work/measures/{measure}' }),
	'POST /my-work/measures/[measure]?/upload': only(OWN, { at: '/my-work/measures/{measure}' }),
	'GET /my-work/people': only(['approver', 'approver elsewhere']),
	'POST /my-work/people?/invite': only(['approver', 'approver elsewhere'], { nobody: 'nothing here' }),
	'POST /my-work/people?/again': only(['approver', 'administrator'], { form: { person_id: '{colleague}' } }),
	'POST /my-work/people?/change': only(['approver'], {
		form: {
			person_id: '{colleague}',
			membership_id: '{membership}',
			role: 'contributor',
			organisation_id: '{own}'
		}
	}),
	'POST /my-work/people?/remove': only(['approver', 'administrator'], {
		form: { membership_id: '{membership}' }
	}),
	'POST /my-work/people?/office': only(['approver', 'administrator'], {
		form: { organisation_id: '{own}', office: 'chair', holder: '', holder_email: '' }
	}),
	'GET /my-work/bulk': only(SIGNED_IN),
	'POST /my-work/bulk?/update': only(OWN, { at: '/my-work/bulk?id={assignment}', form: UPDATE }),
	'GET /my-work/sign-off': only(['approver', 'approver elsewhere']),
	'POST /my-work/sign-off?/sign': only(['approver', 'approver elsewhere']),
	'POST /my-work/sign-off?/return': only(['approver', 'approver elsewhere']),
	'GET /my-work/spreadsheet': only(SIGNED_IN),
	'POST /my-work/spreadsheet': only(SIGNED_IN),
	'GET /my-work/spreadsheet/my-work.csv': only(SIGNED_IN),
	'GET /my-work/spreadsheet/[sheet]': only(['contributor'], { at: '/my-work/spreadsheet/{sheet}' }),
	'POST /my-work/spreadsheet/[sheet]': only(['contributor'], { at: '/my-work/spreadsheet/{sheet}' }),

	'GET /api/corrections': open(),
	'GET /api/families': open(),
	'GET /api/families/{slug}': open('/api/families/{family}'),
	'GET /api/measures': open(),
	'GET /api/organisations': open(),
	'GET /api/organisations/{code}': open('/api/organisations/{organisation}'),
	'GET /api/organisations/{code}/worklist': open('/api/organisations/{organisation}/worklist'),
	'GET /api/progress/numbers': open(),
	'GET /api/progress/series': open(),
	'GET /api/progress/summary': open(),
	'GET /api/recommendations': open(),
	'GET /api/recommendations/{reference}': open('/api/recommendations/{recommendation}'),
	'GET /api/recommendations/{reference}/timeline': open('/api/recommendations/{recommendation}/timeline'),
	'GET /api/reports': open(),
	'GET /api/reports/{reference}': open('/api/reports/{report}'),
	'GET /api/sources': open(),
	'GET /api/sources/{code}': open('/api/sources/{source}'),
	'GET /api/themes': open(),
	'GET /api/themes/{code}': open('/api/themes/MATERNITY'),
	'POST /api/assignments/{id}/updates': only([...OWN, 'registrar'], {
		at: '/api/assignments/{assignment}/updates',
		others: 'refused',
		json: UPDATE
	}),

	'GET /invitations/[token]': only([], { at: '/invitations/nobody', nobody: 'nothing here' }),
	'POST /invitations/[token]': only([], { at: '/invitations/nobody', nobody: 'nothing here' }),
	'GET /set-up': only([], { nobody: 'nothing here' }),
	'POST /set-up': only([], { nobody: 'nothing here' }),
	'GET /sign-in/callback/[provider]': only([], { at: '/sign-in/callback/oidc', nobody: 'nothing here' }),
	'GET /sign-in/code': open(),
	'POST /sign-in/code': open(),
	'GET /sign-in/forgotten': open(),
	'POST /sign-in/forgotten': open(),
	'GET /sign-in/new-password/[token]': only([], {
		at: '/sign-in/new-password/nobody',
		nobody: 'nothing here'
	}),
	'POST /sign-in/new-password/[token]': only([], {
		at: '/sign-in/new-password/nobody',
		nobody: 'nothing here'
	}),
	'GET /sign-in/organisation': only([], { nobody: 'nothing here' }),
	'POST /account?/others': only([]),
	// These end the session that they are sent with, so they come last.
	'POST /sign-in?/in': open(),
	'POST /sign-in?/as': { ...open(), form: { person: '{person}' } },
	'POST /sign-in?/out': open()
};
