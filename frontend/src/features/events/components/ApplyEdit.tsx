// A change that was found elsewhere than in the form: shown before it is saved, as any other.
import type { Schemas } from '@/api/client';
import { type EventPage, useEdit } from '../data';
import { SaveDialog } from './SaveDialog';

export interface ApplyEditProps {
  page: EventPage;
  edit: Schemas['EventEdit'];
  open: boolean;
  onClose: () => void;
}

export function ApplyEdit({ page, edit, open, onClose }: ApplyEditProps) {
  const save = useEdit(page.event.id);
  return (
    <SaveDialog
      page={page}
      edit={edit}
      open={open}
      busy={save.isPending}
      failure={save.error}
      onClose={onClose}
      onSave={(how) =>
        save.mutate({ version: page.event.version, edit: { ...edit, ...how } }, { onSuccess: onClose })
      }
    />
  );
}
