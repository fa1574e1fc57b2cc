import * as officeHolders from '#db/queries/office-holders.ts';
import { beginHolding, endHolding } from '#db/record/office-holders.ts';
import { record, type Draft } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { NamedHolder } from '#lib/domain/office.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/**
 * Names who holds an office of an organisation, to whom the board then writes; without a name nobody holds it. An approver
 * names those of the own organisation, an administrator anywhere. Who held it before is kept. Each change is an event,
 * without name or address, since everybody can read the record; what is as before is none. Returns their number.
 */
export const nameOfficeHolders = (at: At, named: readonly NamedHolder[]): Promise<number> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		const drafts: Draft[] = [];
		for (const { organisation_id, office, holder, holder_email } of named) {
			may(at.user).managePeople({ data_set, organisation_id, is_public: false });
			const before = await officeHolders.lock(trx, data_set, organisation_id, office);
			if (!before) throw new Refusal('not-found', 'There is no such organisation. Open the page again.');
			if (before.name === (holder ?? null) && before.email === (holder_email ?? null)) continue;
			if (before.id !== null) await endHolding(trx, before.id, at.today);
			if (holder && holder_email)
				await beginHolding(trx, {
					data_set,
					organisation_id,
					office,
					name: holder,
					email: holder_email,
					from_on: at.today,
					named_at: at.now,
					named_by: at.user?.id ?? null
				});
			drafts.push({
				subject: 'organisation',
				subject_id: organisation_id,
				organisation_id,
				data_set,
				what: 'amended',
				to_value: holder ? 'named' : 'nobody',
				detail: { column: 'office', field: office },
				effective_on: at.today
			});
		}
		await record(trx, at, drafts);
		return drafts.length;
	});
