// What can be done with one message.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { handOn } from '@/lib/clipboard';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { QuickReactions } from '@/ui/Reactions';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { useDelete, useNoPreview, usePin, useReact } from '../acting';
import type { Message } from '../data';
import { useMayTranslate, useTranslate } from '../translating';
import { ReportSheet } from './ReportSheet';

export interface MessageSheetProps {
  room: string;
  message: Message;
  mine: boolean;
  may: readonly string[];
  onReply: (message: Message) => void;
  onEdit: (message: Message) => void;
  onClose: () => void;
}

export function MessageSheet(props: MessageSheetProps) {
  const { room, message, mine, may, onReply, onEdit, onClose } = props;
  const words = useWords();
  const say = words.chat;
  const [asking, setAsking] = useState(false);
  const [reporting, setReporting] = useState(false);
  const react = useReact(room);
  const remove = useDelete(room);
  const pin = usePin(room);
  const bare = useNoPreview(room);
  const send = may.includes('send');
  const translate = useTranslate(message);
  const translates = useMayTranslate() && may.includes('translate') && !mine && message.body !== '';
  const failure = react.error ?? remove.error ?? pin.error ?? bare.error ?? translate.error;
  const closing = (act: () => void) => () => {
    act();
    onClose();
  };
  if (reporting)
    return (
      <ReportSheet
        what={{ kind: 'message', target_id: message.id, room_id: room }}
        quotes={message.sealed ? [{ message_id: message.id, text: message.body }] : undefined}
        open
        onClose={onClose}
      />
    );
  return (
    <Sheet label={asking ? say.deleteAsk : say.actions} titled={asking} open onClose={onClose}>
      {failure && (
        <Box pad="m" role="alert">
          <Text ink="bad">{explain(words, failure)}</Text>
        </Box>
      )}
      {asking ? (
        <Box gap="s" pad="s">
          <Button
            kind="danger"
            label={say.delete}
            busy={remove.isPending}
            onPress={() => remove.mutate(message.id, { onSuccess: onClose })}
            full
          />
          <Button label={words.common.cancel} onPress={() => setAsking(false)} full />
        </Box>
      ) : (
        <>
          {may.includes('react') && (
            <QuickReactions
              given={message.reactions}
              name={say.react}
              onToggle={(emoji, on) =>
                react.mutate({ message: message.id, emoji, on }, { onSuccess: onClose })
              }
            />
          )}
          {send && <SheetItem icon="reply" label={say.reply} onPress={closing(() => onReply(message))} />}
          {may.includes('pin') && (
            <SheetItem
              icon={message.pinned ? 'unpin' : 'pin'}
              label={message.pinned ? say.unpin : say.pin}
              onPress={() => pin.mutate({ message: message.id, on: !message.pinned }, { onSuccess: onClose })}
            />
          )}
          {message.body !== '' && (
            <SheetItem icon="copy" label={say.copy} onPress={closing(() => void handOn(message.body))} />
          )}
          {translates && (
            <SheetItem
              icon="translate"
              label={words.here.translate}
              onPress={() => translate.mutate(undefined, { onSuccess: onClose })}
            />
          )}
          {mine && message.preview && (
            <SheetItem
              icon="close"
              label={say.noPreview}
              onPress={() => bare.mutate(message.id, { onSuccess: onClose })}
            />
          )}
          {mine && send && message.body !== '' && (
            <SheetItem icon="edit" label={say.edit} onPress={closing(() => onEdit(message))} />
          )}
          {(mine || may.includes('moderate')) && (
            <SheetItem icon="remove" danger label={say.delete} onPress={() => setAsking(true)} />
          )}
          {!mine && message.author && (
            <SheetItem icon="report" label={say.report} onPress={() => setReporting(true)} />
          )}
        </>
      )}
    </Sheet>
  );
}
