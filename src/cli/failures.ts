import { DatabaseUnusable } from '#db/connection.ts';
import { FolderInUse } from '#db/engine/folder-lock.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { CannotServe } from '#lib/server/serve.ts';
import { SettingUnusable } from '#lib/server/settings.ts';

/** The errors whose message is a whole sentence for a person. */
export const KINDS = [SettingUnusable, CannotServe, DatabaseUnusable, FolderInUse, Refusal];
