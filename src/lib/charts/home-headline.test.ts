import { describe, expect, it } from 'vitest';
import { homeHeadline } from './home-headline.ts';

const reached = (recommendations: number, replied = 0, accepted = 0, delivered = 0, assured = 0) => ({
	recommendations,
	replied,
	accepted,
	planned: accepted,
	delivered,
	assured,
	sustained: 0
});

describe('the headline of the home page', () => {
	it.each([
		[reached(0), 'There are no safety recommendations in this register yet.'],
		[reached(1), 'There is one safety recommendation in this register. We found no public reply to it.'],
		[
			reached(1, 1, 1, 1),
			'There is one safety recommendation in this register. We found a public reply to it. It was accepted in whole or part. It is said to be done. It has not been independently confirmed here.'
		],
		[
			reached(1, 1, 1, 1, 1),
			'There is one safety recommendation in this register. We found a public reply to it. It was accepted in whole or part. It is said to be done. It has been independently confirmed here.'
		],
		[reached(2), 'Of 2 safety recommendations in this register, we found a public reply to none.'],
		[
			reached(2, 2, 1, 1, 1),
			'Of 2 safety recommendations in this register, we found a public reply to all of them. 1 was accepted in whole or part. 1 is said to be done. 1 has been independently confirmed here.'
		],
		[
			reached(189, 50, 46, 7),
			'Of 189 safety recommendations in this register, we found a public reply to 50. 46 were accepted in whole or part. 7 are said to be done. None has been independently confirmed here.'
		],
		[
			reached(189, 50),
			'Of 189 safety recommendations in this register, we found a public reply to 50. None was accepted in whole or part.'
		],
		[
			reached(12_000, 5_000, 4_000, 3_000, 1_000),
			'Of 12,000 safety recommendations in this register, we found a public reply to 5,000. 4,000 were accepted in whole or part. 3,000 are said to be done. 1,000 have been independently confirmed here.'
		]
	])('of %j', (counts, words) => {
		expect(homeHeadline(counts, 'register')).toBe(words);
	});

	it('never calls the demonstration a register', () => {
		expect(homeHeadline(reached(3), 'demonstration')).toBe(
			'Of 3 safety recommendations in this demonstration, we found a public reply to none.'
		);
	});
});
