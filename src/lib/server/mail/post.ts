import { createTransport } from 'nodemailer';
import type { MailSettings } from '../settings.ts';

/** An e-mail as it goes out, its links complete. */
export type Letter = { to: string; subject: string; text: string; message_id: string };

/** What the mail server made of a letter: took it, cannot now (or cannot be reached), or never will. */
export type Answer = { answer: 'taken' } | { answer: 'not now' | 'out of reach' | 'never'; problem: string };

/** The way to a mail server. */
export type Post = { send: (letter: Letter) => Promise<Answer> };

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** How long one letter can take at most: several silences, one after another. Whoever sends it holds it for longer. */
export const LONGEST_SENDING_MS = 600_000;

type Failure = { message: string; permanent?: boolean; responseCode?: number; command?: string };

/** Whether the server turned this letter or its recipient down, and not the installation as a whole. */
const isAboutTheLetter = ({ command = '' }: Failure) => /^(RCPT|DATA)/.test(command);

const answerTo = (failure: Failure): Answer => {
	const problem = failure.message;
	if (failure.responseCode === undefined || !isAboutTheLetter(failure))
		return { answer: 'out of reach', problem };
	return { answer: failure.permanent ? 'never' : 'not now', problem };
};

/**
 * The way to the mail server of the settings. A password is never sent unencrypted. Each letter says that a machine
 * wrote it, so that no holiday notice answers it.
 */
export const openPost = ({ smtp_url, from }: MailSettings): Post => {
	const { protocol, hostname, port, username, password } = new URL(smtp_url);
	const transport = createTransport({
		host: hostname.replace(/^\[|\]$/g, ''),
		port: port ? Number(port) : protocol === 'smtps:' ? 465 : 587,
		secure: protocol === 'smtps:',
		requireTLS: username !== '',
		...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
		connectionTimeout: CONNECT_MS,
		dnsTimeout: CONNECT_MS,
		greetingTimeout: CONNECT_MS,
		socketTimeout: SILENCE_MS,
		disableFileAccess: true,
		disableUrlAccess: true
	});
	return {
		send: async ({ to, subject, text, message_id }) => {
			try {
				await transport.sendMail({
					from,
					to: { name: '', address: to },
					subject,
					text,
					messageId: message_id,
					headers: { 'Auto-Submitted': 'auto-generated' }
				});
				return { answer: 'taken' };
			} catch (failure) {
				return answerTo(failure as Failure);
			}
		}
	};
};
