/** What everything begins with that the browser keeps of what somebody types. */
export const KEPT_TYPING = 'followthrough:words:';

/** Forgets all that the browser kept of what somebody typed: after they sign out, somebody else may sit here. */
export const forgetTyping = (): void => {
	try {
		for (const name of Object.keys(localStorage))
			if (name.startsWith(KEPT_TYPING)) localStorage.removeItem(name);
	} catch {
		return;
	}
};
