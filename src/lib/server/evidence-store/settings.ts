import { z } from 'zod';
import type { Bucket } from './s3-store.ts';

/** What an environment says about where evidence lies; nothing, for a folder beside the data. */
export const EvidenceEnvironment = z.object({
	EVIDENCE_S3_URL: z
		.string()
		.refine(
			(text) =>
				URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).pathname.length > 1,
			'EVIDENCE_S3_URL must be the address of a bucket, such as https://s3.eu-west-2.amazonaws.com/evidence.'
		)
		.optional(),
	EVIDENCE_S3_REGION: z.string().default('us-east-1'),
	EVIDENCE_S3_KEY_ID: z.string().optional(),
	EVIDENCE_S3_SECRET: z.string().optional()
});

/** The bucket that evidence lies in; undefined where it lies in a folder. `refuse` is told what is missing. */
export const bucketOf = (
	{
		EVIDENCE_S3_URL,
		EVIDENCE_S3_REGION,
		EVIDENCE_S3_KEY_ID,
		EVIDENCE_S3_SECRET
	}: z.infer<typeof EvidenceEnvironment>,
	refuse: (sentence: string) => never
): Bucket | undefined => {
	if (!EVIDENCE_S3_URL) return undefined;
	if (!EVIDENCE_S3_KEY_ID || !EVIDENCE_S3_SECRET)
		return refuse(
			'EVIDENCE_S3_URL names a bucket, so EVIDENCE_S3_KEY_ID and EVIDENCE_S3_SECRET must say with which key it is opened.'
		);
	return {
		url: EVIDENCE_S3_URL,
		region: EVIDENCE_S3_REGION,
		key_id: EVIDENCE_S3_KEY_ID,
		secret: EVIDENCE_S3_SECRET
	};
};
