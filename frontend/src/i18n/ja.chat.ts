// 日本語:ルームと会話。
import type { chat as english } from './en.chat';
import { plural } from './plural';

export const chat: typeof english = {
  title: 'ルーム',
  none: 'まだルームがありません',
  noneLead: 'イベントに「行く」と返事をすると、ルームが開きます。',
  unread: plural('ja', { other: '未読#件' }),
  people: plural('ja', { other: '#人' }),
  nothingSaid: 'まだ会話がありません。',
  sayHello: 'まずは挨拶を。持ち物や集合場所の相談もここで。',
  write: 'メッセージを書く',
  send: '送信',
  sending: '送信中…',
  failed: '送信できませんでした。',
  retry: 'もう一度送る',
  discard: '取り消す',
  earlier: '前のメッセージ',
  deleted: 'このメッセージは削除されました。',
  edited: '編集済み',
  you: 'あなた',
  somebody: '誰か',
  deletedUser: '退会したユーザー',
  typing: (name) => `${name}さんが入力中…`,
  closed: 'このルームは終了しました。閲覧はできます。',
  log: 'メッセージ',
  event: 'イベントページ',
  last: (name, text) => `${name}:${text}`,
};
