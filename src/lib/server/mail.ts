import { insertMails, type NewMail } from '#db/mail.ts';
import type { Writing } from '#db/schema.ts';

/**
 * Puts e-mails into the outbox, in the transaction of the change that they tell of: they are sent once it is committed,
 * and never if it is not. A line of the text that is a path of ours (`/my-work/12`) becomes a full address when it is
 * sent, so that no change needs to know where the installation stands. A mail with a `once` that was used before is dropped.
 */
export const queueMail = (trx: Writing, mails: readonly NewMail[]): Promise<void> => insertMails(trx, mails);
