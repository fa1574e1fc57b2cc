/** An answer as it was sent, and of which state of the data it is. */
type Answer = { tag: string; text: string };

const MOST_CHARACTERS = 32_000_000;
const LONGEST_KEPT = 2_000_000;

/**
 * The answers given lately, by what was asked. An answer is given again only while its tag holds, and the tag is asked of
 * the database each time: this saves work, and is never behind. The oldest go when there are too many characters.
 */
export const recentAnswers = () => {
	const kept = new Map<string, Answer>();
	let characters = 0;
	const forget = (asked: string) => {
		characters -= kept.get(asked)?.text.length ?? 0;
		kept.delete(asked);
	};
	return {
		/** Whether it was asked lately, so that it is worth knowing whether the answer still holds. */
		knows: (asked: string): boolean => kept.has(asked),
		find: (asked: string, tag: string): string | undefined => {
			const answer = kept.get(asked);
			return answer?.tag === tag ? answer.text : undefined;
		},
		keep: (asked: string, tag: string, text: string): void => {
			forget(asked);
			if (text.length > LONGEST_KEPT) return;
			kept.set(asked, { tag, text });
			characters += text.length;
			for (const oldest of kept.keys()) {
				if (characters <= MOST_CHARACTERS) break;
				forget(oldest);
			}
		}
	};
};
