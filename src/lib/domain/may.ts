import type { DataSet } from './data-set.ts';
import { areInOneLine } from './line-of-organisations.ts';
import { holdersOf, REACH, type Membership, type Person, type Role } from './person.ts';
import { Refusal } from './refusal.ts';

/** Where something is. What is not said to be hidden is public, as the register is. */
type Somewhere = { data_set: DataSet; is_public?: boolean };
type OfOrganisation = Somewhere & { organisation_id: number };
type OfSource = Somewhere & { source_id: number };
type Subject = Somewhere & { organisation_id?: number | undefined; source_id?: number | undefined };

/** A claim to be checked: who put it forward, and which body answers to which. */
type Checked = {
	assignment: OfOrganisation;
	/** Who put the claim forward: whoever claimed and whoever signed it off. */
	submitted_by: readonly (number | null)[];
	/** The parent of each organisation that has one, up to the top of every line concerned. */
	organisation_parents: ReadonlyMap<number, number>;
};
type Extended = { assignment: OfOrganisation & OfSource; needs_board: boolean };

/** What each verb is done to. */
type Subjects = {
	read: Subject;
	update: OfOrganisation;
	signOff: OfOrganisation;
	readEvidence: OfOrganisation;
	publishEvidence: OfOrganisation;
	act: OfOrganisation;
	measure: OfOrganisation;
	askExtension: OfOrganisation;
	decideExtension: Extended;
	giveVerdict: Checked;
	state: OfOrganisation;
	sample: Somewhere;
	escalate: Somewhere;
	correct: Somewhere;
	close: OfOrganisation & OfSource;
	gradeResponse: OfSource;
	issue: OfSource;
	triage: Somewhere;
	assign: Somewhere;
	holdMeeting: Somewhere;
	readPaper: Somewhere;
	importRegister: Somewhere;
	keepRegister: Somewhere;
	managePeople: OfOrganisation;
	administer: Somewhere;
};
export type Verb = keyof Subjects;

/** Who may do what: the one table. First the role as which a person who holds several acts. */
export const TABLE: Record<Verb, { by: readonly Role[]; doing: string }> = {
	read: {
		by: ['public', 'contributor', 'approver', 'verifier', 'issuer', 'board', 'registrar', 'administrator'],
		doing: 'read this'
	},
	update: {
		by: ['approver', 'contributor', 'registrar'],
		doing: 'say what the organisation does about this'
	},
	signOff: { by: ['approver'], doing: 'sign off or return a claim' },
	readEvidence: {
		by: ['public', 'contributor', 'approver', 'verifier', 'board'],
		doing: 'see this evidence'
	},
	publishEvidence: { by: ['approver'], doing: 'decide who may see this evidence' },
	act: { by: ['approver', 'contributor', 'registrar'], doing: 'plan what the organisation will do' },
	measure: { by: ['approver', 'contributor'], doing: 'enter the organisation’s measures' },
	askExtension: { by: ['approver', 'contributor'], doing: 'ask for more time' },
	decideExtension: { by: ['board', 'issuer'], doing: 'decide about more time' },
	giveVerdict: { by: ['verifier'], doing: 'give a verdict' },
	state: { by: ['approver'], doing: 'put a statement beside a verdict' },
	sample: { by: ['board', 'verifier'], doing: 'draw a random share of the claims' },
	escalate: { by: ['board'], doing: 'press for what is overdue' },
	correct: { by: ['registrar'], doing: 'answer what is said to be wrong' },
	close: { by: ['board', 'issuer'], doing: 'close or reopen this' },
	gradeResponse: { by: ['issuer'], doing: 'judge the reply' },
	issue: { by: ['issuer', 'registrar'], doing: 'add reports and recommendations' },
	triage: { by: ['board'], doing: 'decide what is taken on' },
	assign: { by: ['board', 'registrar'], doing: 'assign recommendations and set dates' },
	holdMeeting: { by: ['board'], doing: 'prepare meetings and take their minutes' },
	readPaper: { by: ['public', 'board'], doing: 'read this paper' },
	importRegister: { by: ['registrar'], doing: 'import into the register' },
	keepRegister: { by: ['registrar'], doing: 'change organisations, themes and links' },
	managePeople: { by: ['approver', 'administrator'], doing: 'invite or remove people' },
	administer: { by: ['administrator'], doing: 'administer the installation' }
};

const reaches = (membership: Membership, subject: Subject): boolean => {
	switch (REACH[membership.role]) {
		case 'everything':
			return true;
		case 'organisation':
			return subject.organisation_id !== undefined && membership.organisation_id === subject.organisation_id;
		case 'source':
			return subject.source_id !== undefined && membership.source_id === subject.source_id;
	}
};

const subjectOf = (about: Subject | Extended | Checked): Subject =>
	'assignment' in about ? about.assignment : about;

const NOT_FOUND =
	'There is nothing here, or it is not yours to see. Check the address, or sign in as somebody who may.';

/** Why a person who holds the role may all the same not do it here. */
const conflict = (user: Person, about: Subject | Extended | Checked): string | undefined => {
	if (!('assignment' in about)) return undefined;
	const owner = about.assignment.organisation_id;
	const own = user.memberships.flatMap(({ organisation_id }) => organisation_id ?? []);
	if ('needs_board' in about)
		return own.includes(owner)
			? 'You belong to the organisation that asks for more time. Somebody else has to decide it.'
			: undefined;
	if (user.id !== null && about.submitted_by.includes(user.id))
		return 'You put this claim forward yourself. Somebody else has to check it.';
	return own.some((mine) => areInOneLine(about.organisation_parents, mine, owner))
		? 'You belong to the organisation that makes this claim, or to one above or below it. Somebody independent has to check it.'
		: undefined;
};

/** As which role a person may do something, or why not. */
const judge = (user: Person | undefined, verb: Verb, about: Subject | Extended | Checked): Role | Refusal => {
	const subject = subjectOf(about);
	const isHidden = subject.is_public === false;
	const { doing } = TABLE[verb];
	const by = 'needs_board' in about && about.needs_board ? (['board'] as const) : TABLE[verb].by;
	const no = (sentence: string, isTheirs = false) =>
		isHidden && !isTheirs ? new Refusal('not-found', NOT_FOUND) : new Refusal('not-allowed', sentence);

	if (by.includes('public') && !isHidden) return 'public';
	if (!user) return no(`Sign in to ${doing}.`);
	if (user.suspended) return no('Your account is suspended. Ask an administrator to open it again.');
	if (user.data_set !== subject.data_set)
		return no(
			user.data_set === 'demonstration'
				? 'This is a real record, and you are signed in as an invented person. Try it on a demonstration record.'
				: 'This is an invented record, for demonstration. Sign in as a demonstration person to change it.'
		);
	const theirs = user.memberships.filter((membership) => reaches(membership, subject));
	const role = by.find((each) => theirs.some((membership) => membership.role === each));
	if (!role) return no(`Only ${holdersOf(by)} can ${doing}. Ask them to do it.`, theirs.length > 0);
	const sentence = conflict(user, about);
	return sentence ? no(sentence, true) : role;
};

/**
 * What a person may do: `may(user).update(assignment)` answers as which role, or throws a refusal;
 * `may(user).can('update', assignment)` only tells. What is hidden and not theirs is "not-found", as if it did not exist;
 * on public records it is "not-allowed". An invented person touches only invented records, and the reverse.
 */
export const may = (user: Person | undefined) => {
	const must =
		<V extends Verb>(verb: V) =>
		(about: Subjects[V]): Role => {
			const answer = judge(user, verb, about);
			if (answer instanceof Refusal) throw answer;
			return answer;
		};
	return {
		can: <V extends Verb>(verb: V, about: Subjects[V]): boolean =>
			!(judge(user, verb, about) instanceof Refusal),
		read: must('read'),
		update: must('update'),
		signOff: must('signOff'),
		readEvidence: must('readEvidence'),
		publishEvidence: must('publishEvidence'),
		act: must('act'),
		measure: must('measure'),
		askExtension: must('askExtension'),
		decideExtension: must('decideExtension'),
		giveVerdict: must('giveVerdict'),
		state: must('state'),
		sample: must('sample'),
		escalate: must('escalate'),
		correct: must('correct'),
		close: must('close'),
		gradeResponse: must('gradeResponse'),
		issue: must('issue'),
		triage: must('triage'),
		assign: must('assign'),
		holdMeeting: must('holdMeeting'),
		readPaper: must('readPaper'),
		importRegister: must('importRegister'),
		keepRegister: must('keepRegister'),
		managePeople: must('managePeople'),
		administer: must('administer')
	};
};

/** Who changes something of their own account: whoever is signed in and not suspended. Nobody can do it for another. */
export const themselves = (user: Person | undefined): { id: number; data_set: DataSet } => {
	if (!user || user.id === null) throw new Refusal('not-allowed', 'Sign in to change this.');
	if (user.suspended)
		throw new Refusal('not-allowed', 'Your account is suspended. Ask an administrator to open it again.');
	return { id: user.id, data_set: user.data_set };
};
