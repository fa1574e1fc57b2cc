/** What to say after each kind of saving. */
const SENTENCES: Record<string, string> = {
	update: 'Saved.',
	claim: 'Saved. We will tell your approver, who signs it off. Until then it does not count as done.',
	'sign-off': 'Signed off. It counts as done. What has evidence goes to somebody independent to be checked.',
	return: 'Returned. It is back with whoever made the claim, with your reason.',
	extend: 'Asked. The date stays as it is until the board or the body that asked has decided.',
	undo: 'Undone. It stands as it did before.',
	discard: 'Your words were dropped. Here is what was saved last.',
	state: 'Saved. Everybody who reads the verdict reads your statement beside it.',
	publish: 'Saved. Everybody can see this evidence from now on.',
	unpublish: 'Saved. Only your organisation, verifiers and the board can see this evidence from now on.'
};

/** The sentence for what the address says was saved; undefined when it says nothing that we know. */
export const sentenceFor = (saved: string | null): string | undefined =>
	saved && Object.hasOwn(SENTENCES, saved) ? SENTENCES[saved] : undefined;
