/** How long a session lasts, kept on the server whatever a cookie says. */

/** Thirty minutes without asking for anything, as OWASP advises for work with what is not public. */
export const IDLE_SECONDS = 30 * 60;

/** Somebody who tries the product out may go for lunch: nothing real can be lost. */
export const IDLE_SECONDS_INVENTED = 12 * 60 * 60;

/** Nobody stays signed in for longer than a long working day. */
export const LONGEST_SECONDS = 12 * 60 * 60;

/** How exactly it is kept when something was last asked, so that not every page writes. */
export const NOTED_EVERY_SECONDS = 60;
