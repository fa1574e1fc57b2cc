import { z } from 'zod';
import { emailField, nameField, newPasswordField } from './account.ts';
import { whole } from './field.ts';

/** What is typed where a link leads that lets somebody choose a password. */
export const ChosenPassword = z.object({ new_password: newPasswordField() });

/** What the first administrator says of themselves. */
export const FirstAdministrator = z.object({
	name: nameField(),
	email: emailField(),
	new_password: newPasswordField()
});

/** Whose password is forgotten. */
export const Forgotten = z.object({
	email: emailField('Enter your e-mail address, such as name@example.org.')
});

/** A new password in place of the own one. */
export const ChangedPassword = z.object({
	password: z.string().max(1000).default(''),
	new_password: newPasswordField()
});

/** Another address to sign in with; the own password guards it. */
export const ChangedEmail = z
	.object({ email: emailField(), own_password: z.string().max(1000).default('') })
	.transform(({ email, own_password }) => ({ email, password: own_password }));

/** One of the own sessions. */
export const OneSession = z.object({ session_id: whole('the session') });
