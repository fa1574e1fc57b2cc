import type { NewMail } from '#db/mail.ts';

type To = { person_id: number; email: string; name: string };

const letter = (
	{ person_id, email, name }: To,
	kind: string,
	subject: string,
	paragraphs: readonly string[]
): NewMail => ({
	to: email,
	person_id,
	kind,
	subject,
	text: `${[`Hello ${name.replace(/\s+/g, ' ')},`, ...paragraphs].join('\n\n')}\n`
});

/** Asks somebody to come in. The path works once, for a week. */
export const invitation = (to: To, path: string): NewMail =>
	letter(to, 'invitation', 'You are invited to Followthrough', [
		'You are invited to Followthrough, where it is recorded what was recommended for the safety of patients and what was done about it.',
		`Choose a password here. The link works once, and for seven days:\n${path}`,
		'If you do not know what this is about, do nothing: without the link nobody comes in.'
	]);

/** Tells somebody who has an account that they may do more. */
export const moreToDo = (to: To, path: string): NewMail =>
	letter(to, 'role', 'You may do more in Followthrough', [
		'Somebody who manages people has given you another role in Followthrough. Sign in as you do now to see what is there:',
		path
	]);

/** Lets somebody who asked for it choose a new password. The path works once, for an hour. */
export const newPassword = (to: To, path: string): NewMail =>
	letter(to, 'new password', 'Choose a new password for Followthrough', [
		`Somebody, most likely you, asked for a new password. Choose it here. The link works once, and for one hour:\n${path}`,
		'If it was not you, do nothing: your password stays as it is.'
	]);

/** Asks whoever reads a new address to confirm it. The path works once, for a day. */
export const newAddress = (to: To, path: string): NewMail =>
	letter(to, 'new address', 'Confirm your e-mail address for Followthrough', [
		`You asked to sign in to Followthrough with this address. Confirm it here. The link works once, and for one day:\n${path}`,
		'If it was not you, do nothing.'
	]);

/** Tells somebody that something about how they sign in has changed, so that they notice if it was not them. */
export const changed = (to: To, what: string): NewMail =>
	letter(to, 'account', 'Your Followthrough account has changed', [
		what,
		'If this was not you, choose a new password at once, and tell an administrator:\n/sign-in/forgotten'
	]);
