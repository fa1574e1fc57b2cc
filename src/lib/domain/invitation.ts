import { z } from 'zod';
import { emailField, nameField } from './account.ts';
import type { DataSet } from './data-set.ts';
import { required, whole, wholeOrNone, words } from './field.ts';
import { may } from './may.ts';
import { REACH, type Membership, type Person } from './person.ts';

/** The roles that somebody can be given. */
export const GIVEN_ROLES = Object.keys(REACH) as Membership['role'][];

const role = z.enum(GIVEN_ROLES, { error: 'Choose what they may do.' });

/** A role, and for which organisation or source. */
export const GivenRole = z
	.object({
		role,
		organisation_id: wholeOrNone('the organisation'),
		source_id: wholeOrNone('the source')
	})
	.superRefine(({ role, organisation_id, source_id }, context) => {
		if (REACH[role] === 'organisation' && !organisation_id)
			context.addIssue({
				code: 'custom',
				path: ['organisation'],
				message: `Say for which organisation they are ${role}.`
			});
		if (REACH[role] === 'source' && !source_id)
			context.addIssue({
				code: 'custom',
				path: ['source'],
				message: 'Say for which source they are issuer.'
			});
	});

/** Somebody who is asked to come in, and as what. */
export const Invitation = z.object({ name: nameField(), email: emailField() }).and(GivenRole);
export type Invitation = z.output<typeof Invitation>;

/** A role that is taken away again, by the number of the membership. */
export const TakenRole = z.object({ membership_id: whole('the role') });

/** Somebody, by their number. */
export const Whom = z.object({ person_id: whole('the person') });

/** Somebody whose codes are reset, and how whoever resets them knows that it is they who ask. */
export const ResetSecondFactor = Whom.extend({
	reason: required(words('the reason', 500), 'Say why, and how you made sure that it is they who ask.')
});
export type ResetSecondFactor = z.output<typeof ResetSecondFactor>;

/** A role in place of another. */
export const ChangedRole = GivenRole.and(TakenRole).and(Whom);

/** What is kept of a role: a source for issuers alone, an organisation for those who work for one and for verifiers. */
export const membershipOf = ({
	role,
	organisation_id,
	source_id
}: z.output<typeof GivenRole>): Membership => ({
	role,
	organisation_id: REACH[role] === 'organisation' || role === 'verifier' ? (organisation_id ?? null) : null,
	source_id: REACH[role] === 'source' ? (source_id ?? null) : null
});

/**
 * Refuses whoever may not give or take this role: an approver those of the own organisation, an administrator every one.
 * Somebody else's organisation looks as if it did not exist.
 */
export const mayGive = (user: Person | undefined, membership: Membership, data_set: DataSet): void => {
	const { role, organisation_id } = membership;
	if (REACH[role] === 'organisation' && organisation_id)
		may(user).managePeople({ data_set, organisation_id, is_public: false });
	else may(user).administer({ data_set });
};
